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
    const slots = slotsOf({ standings: ranked(3, 4) }, 4)
    expect(slots.map(({ standing }) => standing?.rank ?? null)).toEqual([null, null, 3, 4])
    expect(new Set(slots.map(({ key }) => key)).size).toBe(4)
  })

  it('are the whole ranking where nothing is kept back', () => {
    expect(slotsOf({ standings: ranked(1, 2) }, 0)).toHaveLength(2)
  })

  it('stand in two columns above ten, on pages above twenty', () => {
    expect([columnsFor(10), columnsFor(11)]).toEqual([1, 2])
    const slots = slotsOf({ standings: [] }, 32)
    expect(pagesOf(slots).map((page) => page.length)).toEqual([20, 12])
  })

  it('turn to the page where something is being revealed', () => {
    const page = (shown: number) =>
      pageBeingRevealed(pagesOf(slotsOf({ standings: ranked(...Array<number>(shown).fill(1)) }, 32)))
    expect([page(0), page(1), page(12), page(13), page(32)]).toEqual([0, 1, 1, 0, 0])
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
    expect(barOf('10.00', 40)).toBe(25)
  })

  it('has no length before there are ballots', () => {
    expect(barOf('0.00', 0)).toBe(0)
  })
})
