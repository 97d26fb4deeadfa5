import type { Contest, Round } from '#contract/contest.ts'

/** A small contest: two villages and a viewers' electorate with one choose round. A test names only what matters to it. */
export const contestWith = (over: Partial<Contest> = {}, round: Partial<Round> = {}): Contest => ({
  id: 'harvest',
  title: '丰收节',
  electorates: [{ id: 'village', name: '村', role: 'voter' }],
  contestants: [
    { id: 'east', name: '东村' },
    { id: 'west', name: '西村' },
  ],
  rounds: [roundWith(round)],
  ...over,
})

export const roundWith = (over: Partial<Round> = {}): Round => ({
  id: 'final',
  title: '决赛',
  panels: [{ electorate: 'village', ballot: { kind: 'choose', max: 1 } }],
  ...over,
})
