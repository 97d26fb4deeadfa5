import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Ballot } from '#contract/ballot.ts'
import type { BallotRuleOf } from '#contract/contest.ts'
import { changedSince, judgesIn, marksDigest, shownMarks } from '#core/standings/shown-marks.ts'
import {
  contestWith,
  criterion,
  figuresOf,
  panelWith,
  roundWith,
  scored,
  standingsAfter,
  tallyOfBallots,
} from './factory.ts'

const rule = (over: Partial<BallotRuleOf<'score'>> = {}): BallotRuleOf<'score'> => ({
  kind: 'score',
  criteria: [criterion('k')],
  ...over,
})

const shown = (ballot: BallotRuleOf<'score'>, ballots: Ballot[], contestant = 'a') => {
  const round = roundWith(ballot)
  const contest = contestWith({ rounds: [round] })
  return shownMarks(contest, round, tallyOfBallots(contest, round, ballots), contestant)
}

const five = [88, 91.5, 92, 95, 97].map((k) => scored({ a: { k } }))

describe('the marks of one contestant', () => {
  it('are the totals, best first, with what is dropped and the points of the worked example', () => {
    expect(shown(rule({ drop: { high: 1, low: 1 } }), five)).toEqual([
      {
        electorate: 'p',
        points: '92.83',
        totals: [
          { value: '97.00', dropped: 'high' },
          { value: '95.00' },
          { value: '92.00' },
          { value: '91.50' },
          { value: '88.00', dropped: 'low' },
        ],
      },
    ])
  })

  it('of equal marks one is dropped, and none where there are too few', () => {
    const [panel] = shown(rule({ drop: { high: 1, low: 1 } }), [
      scored({ a: { k: 9 } }),
      scored({ a: { k: 9 } }),
      scored({ a: { k: 9 } }),
    ])
    expect(panel?.totals.map(({ dropped }) => dropped)).toEqual(['high', undefined, 'low'])
    const [two] = shown(rule({ drop: { high: 1, low: 1 } }), five.slice(0, 2))
    expect(two?.totals.map(({ dropped }) => dropped)).toEqual([undefined, undefined])
  })

  it('are dropped criterion by criterion where the round counts so, the scores as they were given', () => {
    const criteria = [criterion('k', { factor: 2 }), criterion('l')]
    const ballots = [
      scored({ a: { k: 1, l: 9 } }),
      scored({ a: { k: 2.5, l: 8 } }),
      scored({ a: { k: 3, l: 7 } }),
    ]
    const [panel] = shown(rule({ criteria, per: 'criterion', drop: { high: 1, low: 0 } }), ballots)
    expect(panel).toMatchObject({
      points: '11.00',
      totals: [{ value: '13.00' }, { value: '13.00' }, { value: '11.00' }],
      criteria: [
        {
          criterion: 'k',
          points: '3.50',
          scores: [{ value: '3', dropped: 'high' }, { value: '2.5' }, { value: '1' }],
        },
        {
          criterion: 'l',
          points: '7.50',
          scores: [{ value: '9', dropped: 'high' }, { value: '8' }, { value: '7' }],
        },
      ],
    })
  })

  it('are nobody’s where no judge has marked, and those of judges only', () => {
    expect(shown(rule(), five, 'b')).toEqual([{ electorate: 'p', points: null, totals: [] }])
    const round = roundWith(rule(), { panels: [panelWith(rule(), { electorate: 'q' })] })
    expect(shownMarks(contestWith({ rounds: [round] }), round, new Map(), 'a')).toEqual([])
  })

  it('come to exactly the points that the count gives, whatever the rule and the ballots', () => {
    const drops = fc.option(fc.record({ high: fc.nat(2), low: fc.nat(2) }), { nil: undefined })
    const rules = fc
      .record({ drop: drops, per: fc.constantFrom('total' as const, 'criterion' as const) })
      .map(({ drop, per }) =>
        rule({
          criteria: [criterion('k', { factor: 0.7 }), criterion('l')],
          per,
          ...(drop && { drop }),
        }),
      )
    const score = fc.integer({ min: 0, max: 1_000 }).map((tenths) => tenths / 10)
    const ballots = fc.array(
      fc.record({ k: score, l: score }).map((a) => scored({ a })),
      { maxLength: 9 },
    )
    fc.assert(
      fc.property(rules, ballots, (ballot, given) => {
        const [panel] = shown(ballot, given)
        const figures = figuresOf(standingsAfter(roundWith(ballot), given), 'a')
        // Who has no mark at all is in no ranking.
        expect(panel?.points ?? undefined).toBe(figures?.points)
        expect(panel?.totals).toHaveLength(figures?.marks ?? 0)
        expect(judgesIn(panel ? [panel] : [])).toBe(given.length)
        const left = panel?.totals.filter(({ dropped }) => dropped).length ?? 0
        const { high = 0, low = 0 } = ballot.drop ?? {}
        const drops = ballot.per === 'total' && given.length > high + low
        expect(left).toBe(drops ? high + low : 0)
      }),
    )
  })
})

describe('marks that were shown', () => {
  it('are told from what they are now', () => {
    const round = roundWith(rule())
    const contest = contestWith({ rounds: [round] })
    const before = { a: marksDigest(shown(rule(), five)), b: marksDigest(shown(rule(), five, 'b')) }
    const corrected = [...five.slice(1), scored({ a: { k: 88.5 } })]
    const changed = (ballots: Ballot[]) =>
      changedSince(contest, round, tallyOfBallots(contest, round, ballots), before)
    expect(changed([...five].reverse())).toEqual([])
    expect(changed(corrected)).toEqual(['a'])
    expect(changed([...five, scored({ b: { k: 1 } })])).toEqual(['b'])
  })
})
