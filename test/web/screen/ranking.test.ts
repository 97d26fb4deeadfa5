import { describe, expect, it } from 'vitest'
import { roundWith } from '#test/support/contest.ts'
import {
  barOf,
  columnsFor,
  fullMarks,
  pageBeingRevealed,
  pagesOf,
  slotsOf,
} from '../../../web/pages/screen/ranking.ts'
import { ranked } from '../console/documents.ts'

describe('the lines of a ranking', () => {
  it('keep the places above those that were revealed', () => {
    const slots = slotsOf(ranked(3, 4), 2)
    expect(slots.map(({ standing }) => standing?.rank ?? null)).toEqual([null, null, 3, 4])
    expect(new Set(slots.map(({ key }) => key)).size).toBe(4)
  })

  it('are the whole ranking where nothing is kept back', () => {
    expect(slotsOf(ranked(1, 2), 0)).toHaveLength(2)
  })

  it('stand in two columns above ten, on pages of equal length above thirty-two', () => {
    expect([columnsFor(10), columnsFor(11)]).toEqual([1, 2])
    const lengths = (places: number) => pagesOf(slotsOf([], places)).map((page) => page.length)
    expect([0, 1, 32, 33, 70].map(lengths)).toEqual([[], [1], [32], [17, 16], [24, 24, 22]])
  })

  it('keep to their pages though the last of them are no longer carried', () => {
    expect(pagesOf(slotsOf(ranked(1, 2), 58), 70).map((page) => page.length)).toEqual([24, 24, 12])
  })

  it('turn to the page where something is being revealed', () => {
    const page = (out: number) =>
      pageBeingRevealed(pagesOf(slotsOf(ranked(...Array<number>(out).fill(1)), 40 - out)))
    expect([page(0), page(1), page(20), page(21), page(40)]).toEqual([0, 1, 1, 0, 0])
  })
})

describe('a full bar', () => {
  const turnout = { village: { cast: 40, eligible: 103 }, judge: { cast: 5, eligible: 7 } }

  it('is the highest total that the rules allow', () => {
    const criteria = [
      { id: 'industry', name: '产业', max: 30 },
      { id: 'order', name: '治理', max: 10, factor: 2 },
    ]
    const round = roundWith({
      panels: [
        { electorate: 'village', weight: 60, ballot: { kind: 'choose', max: 3 } },
        { electorate: 'judge', weight: 40, ballot: { kind: 'score', criteria } },
      ],
    })
    expect(fullMarks(round, turnout)).toBe(60 + 20)
  })

  it('is every ballot where votes are points', () => {
    const round = roundWith({
      panels: [{ electorate: 'village', ballot: { kind: 'choose', max: 3, measure: 'votes' } }],
    })
    expect(fullMarks(round, turnout)).toBe(40)
    expect(barOf(10, 40)).toBe(25)
  })

  it('has no length before there are ballots', () => {
    expect(barOf(0, 0)).toBe(0)
  })
})
