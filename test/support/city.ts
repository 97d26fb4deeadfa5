import type { Contest } from '#contract/contest.ts'

/** A vote among the 1,056 villages of a whole city: 16 in each of its 66 towns. One village has a name of its own. */

const towns = Array.from({ length: 66 }, (_, town) => ({ id: `town-${town}`, name: `第${town + 1}镇` }))

export const city = {
  groups: towns,
  contestants: towns.flatMap(({ id, name }, town) =>
    Array.from({ length: 16 }, (_, village) => ({
      id: `v-${town}-${village}`,
      name: village === 7 && town === 40 ? '里口村' : `${town + 1}之${village + 1}村`,
      unit: name,
      group: id,
    })),
  ),
} satisfies Partial<Contest>

/** Members choose up to fifty of them, judges score them all. */
export const cityContest: Contest = {
  id: 'city',
  title: '全市和美乡村推选',
  electorates: [
    { id: 'village', name: '村', role: 'voter' },
    { id: 'judge', name: '评委', role: 'judge' },
  ],
  ...city,
  rounds: [
    {
      id: 'final',
      title: '推选',
      panels: [
        { electorate: 'village', weight: 60, ballot: { kind: 'choose', min: 1, max: 50 } },
        {
          electorate: 'judge',
          weight: 40,
          ballot: {
            kind: 'score',
            criteria: ['产业发展', '乡风文明'].map((name, index) => ({ id: `c-${index}`, name, max: 50 })),
          },
        },
      ],
    },
  ],
}
