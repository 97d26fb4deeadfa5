import { expect, test } from 'vitest'
import { contestantsOf, findRound, panelOf } from '#core/round.ts'
import { choose, contestWith, named, roundWith } from './factory.ts'

const contest = contestWith({
  groups: named('east', 'west'),
  contestants: [
    { id: 'a', name: 'A', group: 'east' },
    { id: 'b', name: 'B', group: 'west' },
    { id: 'c', name: 'C', group: 'east' },
  ],
})
const idsOf = (changes: { group?: string; contestants?: string[] }) =>
  contestantsOf(contest, roundWith(choose, changes)).map(({ id }) => id)

test('a round judges a group, its own list or all, always in the contest’s running order', () => {
  expect(idsOf({ group: 'east' })).toEqual(['a', 'c'])
  expect(idsOf({ contestants: ['c', 'b'] })).toEqual(['b', 'c'])
  expect(idsOf({})).toEqual(['a', 'b', 'c'])
})

test('what is not there is undefined, whatever its name', () => {
  expect(findRound(contest, 'r')).toBe(contest.rounds[0])
  expect(findRound(contest, 'constructor')).toBeUndefined()
  expect(panelOf(roundWith(choose), 'p')?.ballot).toBe(choose)
  expect(panelOf(roundWith(choose), 'toString')).toBeUndefined()
})
