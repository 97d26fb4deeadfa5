import { describe, expect, it } from 'vitest'
import type { Panel } from '#contract/contest.ts'
import type { Session } from '#contract/people.ts'
import { contestWith } from '#test/support/contest.ts'
import { judgedBy } from '../../../web/state/judged-by.ts'

const contest = contestWith({
  groups: [{ id: 'hills', name: '山区' }],
  contestants: [
    { id: 'east', name: '东村', unit: '城关镇', group: 'hills' },
    { id: 'west', name: '西村', unit: '河口镇' },
    { id: 'south', name: '南村', unit: '河口镇' },
  ],
})
const judged = (match: NonNullable<Panel['recuse']>['match'] | undefined, own: Partial<Session>) => {
  const [round] = contest.rounds
  const panel = round?.panels[0]
  if (!round || !panel) throw new Error('there is one')
  const session: Session = { token: 't', role: 'judge', contest: 'harvest', expiresAt: '', ...own }
  const { contestants, recused } = judgedBy({
    contest,
    round,
    panel: { ...panel, ...(match && { recuse: { match } }) },
    keeper: { session },
  })
  return [contestants, recused].map((some) => some.map(({ id }) => id).join(' '))
}

describe('whom a voter marks, and from whom they are recused', () => {
  it.each<[Parameters<typeof judged>, string[]]>([
    [
      [undefined, { unit: '河口镇', recuse: ['east'] }],
      ['east west south', ''],
    ],
    [
      [['unit'], { unit: ' 河口镇 ' }],
      ['east', 'west south'],
    ],
    [
      [['unit'], { unit: '东村' }],
      ['east west south', ''],
    ],
    [
      [['unit', 'name'], { unit: '东村' }],
      ['west south', 'east'],
    ],
    [
      [['group'], { unit: '山区' }],
      ['west south', 'east'],
    ],
    [
      [['unit'], {}],
      ['east west south', ''],
    ],
    [
      [[], { unit: '河口镇', recuse: ['south'] }],
      ['east west', 'south'],
    ],
  ])('%j', (asked, expected) => expect(judged(...asked)).toEqual(expected))
})
