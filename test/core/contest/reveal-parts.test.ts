import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Panel, Round } from '#contract/contest.ts'
import type { RevealedRow, Standing } from '#contract/live.ts'
import { partsOf, revealedParts } from '#core/contest/reveal-parts.ts'
import { isCounted, roundState } from '#core/contest/state.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { decideAt, give, happen, sealed, stages } from './play.ts'

const ballot = { kind: 'choose', max: 1 } as const
const electorates = [
  { id: 'judge', name: '评委', role: 'judge' as const },
  { id: 'town', name: '镇', role: 'voter' as const },
  { id: 'village', name: '村', role: 'voter' as const },
]
const panels: Panel[] = [
  { electorate: 'town', weight: 10, ballot },
  { electorate: 'judge', weight: 60, ballot },
  { electorate: 'village', weight: 30, ballot },
]
const round = roundWith({ panels })
const contest = contestWith({ electorates, rounds: [round] })

type Points = Record<'judge' | 'town' | 'village', number>

const standing = (contestant: string, points: Points): Standing => ({
  contestant,
  rank: 1,
  tied: false,
  total: (points.judge + points.town + points.village).toFixed(2),
  panels: Object.fromEntries(
    Object.entries(points).map(([id, part]) => [id, { points: part.toFixed(2), part: part.toFixed(2) }]),
  ),
})

/** A result with the contestants a, b, c … in running order, best first. */
function resultOf(points: Points[]) {
  const rows = points.map((one, index) => standing(String.fromCharCode(97 + index), one))
  const standings = [...rows].sort((one, other) => Number(other.total) - Number(one.total))
  const rankOf = ({ total }: Standing) => standings.findIndex((row) => row.total === total) + 1
  return {
    contestants: rows.map(({ contestant }) => contestant),
    standings: standings.map((row) => ({ ...row, rank: rankOf(row) })),
  }
}

const shown = (result: ReturnType<typeof resultOf>, added: number) =>
  revealedParts(contest, round, result, { first: ['judge'], added })

const lines = (rows: RevealedRow[]) =>
  rows.map(({ contestant, rank, total, whole }) =>
    [rank, contestant, total, ...(whole ? ['whole'] : [])].join(' '),
  )

describe('a ranking in two parts', () => {
  const result = resultOf([
    { judge: 50, town: 1, village: 2 },
    { judge: 40, town: 9, village: 30 },
    { judge: 40, town: 4, village: 6 },
  ])

  it('begins with what everybody got of the judges', () => {
    const { rows, latest } = shown(result, 0)
    expect(lines(rows)).toEqual(['1 a 50.00', '2 b 40.00', '2 c 40.00'])
    expect(rows.map(({ parts }) => parts)).toEqual([
      { judge: '50.00' },
      { judge: '40.00' },
      { judge: '40.00' },
    ])
    expect(latest).toBeUndefined()
  })

  it('adds the others’ points from the last up, of equals to the later in running order first', () => {
    expect(lines(shown(result, 1).rows)).toEqual(['1 a 50.00', '1 c 50.00 whole', '3 b 40.00'])
    expect(shown(result, 1).latest).toBe('c')
    expect(lines(shown(result, 2).rows)).toEqual(['1 b 79.00 whole', '2 a 50.00', '2 c 50.00 whole'])
    expect(shown(result, 2).rows[0]?.parts).toEqual({ town: '9.00', judge: '40.00', village: '30.00' })
  })

  it('ends with every total', () => {
    expect(lines(shown(result, 3).rows)).toEqual(['1 b 79.00 whole', '2 a 53.00 whole', '3 c 50.00 whole'])
  })

  it('leaves out who gave no points', () => {
    const [first, ...rest] = result.standings
    if (!first) throw new Error('somebody is ranked')
    const without = {
      ...first,
      panels: { ...first.panels, judge: { points: '0.00', part: '0.00', noPoints: true as const } },
    }
    expect(shown({ ...result, standings: [without, ...rest] }, 0).rows.pop()).toEqual({
      contestant: 'b',
      rank: 3,
      total: '0.00',
      parts: {},
    })
  })
})

describe('of any result', () => {
  const points = fc.record({ judge: fc.nat(60), town: fc.nat(10), village: fc.nat(30) })
  const results = fc.array(points, { minLength: 1, maxLength: 12 })

  it('nothing is told of points that are not shown yet: they may be any', () => {
    fc.assert(
      fc.property(results, fc.nat(12), fc.infiniteStream(points), (all, steps, others) => {
        const added = Math.min(steps, all.length)
        const result = resultOf(all)
        const told = shown(result, added)
        const whole = new Set(told.rows.filter((row) => row.whole).map(({ contestant }) => contestant))
        const changed = all.map((one, index) =>
          whole.has(result.contestants[index] ?? '') ? one : { ...others.next().value, judge: one.judge },
        )
        expect(shown(resultOf(changed), added)).toEqual(told)
      }),
    )
  })

  it('figures add up, equals share a rank, and so many are whole as were added', () => {
    fc.assert(
      fc.property(results, fc.nat(12), (all, steps) => {
        const added = Math.min(steps, all.length)
        const { rows } = shown(resultOf(all), added)
        expect(rows.filter(({ whole }) => whole)).toHaveLength(added)
        for (const [index, { rank, total, parts }] of rows.entries()) {
          const sum = Object.values(parts).reduce((total, part) => total + Number(part), 0)
          expect(Number(total)).toBe(sum)
          const before = rows[index - 1]
          expect(rank).toBe(before && before.total === total ? before.rank : index + 1)
        }
      }),
    )
  })

  it('the last step has the totals of the result', () => {
    fc.assert(
      fc.property(results, (all) => {
        const result = resultOf(all)
        const { rows } = shown(result, all.length)
        expect(rows.map(({ total }) => total)).toEqual(result.standings.map(({ total }) => total))
      }),
    )
  })
})

describe('the two parts of a round', () => {
  const partsWith = (changes: Partial<Round>) => partsOf(contest, roundWith({ panels, ...changes }))

  it('are judges and everybody else, as far as they count', () => {
    expect(partsWith({})).toEqual({ first: ['judge'], then: ['town', 'village'] })
    const uncounted = panels.map((panel) => (panel.electorate === 'town' ? { ...panel, weight: 0 } : panel))
    expect(partsWith({ panels: uncounted })).toEqual({ first: ['judge'], then: ['village'] })
  })

  it('are none where one side alone counts', () => {
    expect(partsWith({ panels: panels.filter(({ electorate }) => electorate === 'judge') })).toBeNull()
    expect(partsWith({ panels: panels.filter(({ electorate }) => electorate !== 'judge') })).toBeNull()
  })
})

describe('the command', () => {
  const { sealed: counted, published } = stages({ panels }, { electorates })
  const add = (added: number) => ({ type: 'revealParts' as const, round: 'final', added })
  const stateOf = (played: typeof counted) => {
    const current = roundState(played.state, 'final')
    return isCounted(current) ? { revealed: current.revealed, inParts: current.inParts } : null
  }

  it('takes every place off, and names in the log whose points are shown', () => {
    expect(decideAt(counted, 80, add(0))).toEqual({
      events: [{ type: 'partsRevealed', round: 'final', first: ['judge'], added: 0 }],
    })
    const whole = give(published, 81, { type: 'reveal', round: 'final', places: 2 })
    expect(stateOf(give(whole, 82, add(1)))).toEqual({
      revealed: 0,
      inParts: { first: ['judge'], added: 1 },
    })
  })

  it('is ended by the reveal of places, also of none', () => {
    const inParts = give(published, 81, add(2))
    for (const places of [0, 2])
      expect(stateOf(give(inParts, 82, { type: 'reveal', round: 'final', places }))).toEqual({
        revealed: places,
        inParts: undefined,
      })
  })

  it('is nothing new where it stands there already', () => {
    expect(decideAt(give(published, 81, add(1)), 82, add(1))).toEqual({ events: [] })
  })

  it('is refused above the number of places, where there are not two parts, and in a long ranking', () => {
    expect(decideAt(published, 81, add(3))).toEqual({ refusal: 'too-many-places' })
    expect(decideAt(stages().published, 81, add(0))).toEqual({ refusal: 'no-two-parts' })
    const contestants = Array.from({ length: 51 }, (_, index) => ({ id: `v${index}`, name: `${index} 村` }))
    const long = stages({ panels }, { electorates, contestants })
    expect(decideAt(long.published, 81, add(0))).toEqual({ refusal: 'too-many-for-parts' })
    const one = happen(long.sealing, 75, sealed({ unranked: 1 }))
    expect(decideAt(one, 81, add(0))).toHaveProperty('events')
  })
})
