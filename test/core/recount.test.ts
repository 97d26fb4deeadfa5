import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Ballot } from '#contract/ballot.ts'
import type { BallotRule, Contest, Round, TieBreak } from '#contract/contest.ts'
import type { Standing } from '#contract/live.ts'
import { checkBallot, filled } from '#core/ballot.ts'
import { marksOf } from '#test/core/factory.ts'
import { rankingOf } from '#core/standings.ts'
import { addTallies, tallyOf, type Tally } from '#core/tally.ts'
import { contestWith, criterion, named, panelWith, roundWith, tallyOfBallots } from './factory.ts'

const people = ['a', 'b', 'c', 'd']

/** A recount that shares no code with the rules: whole tenths of scores, whole tenths of factors, and one rounding division. */
describe('an independent recount of random score ballots', () => {
  const factors = { idea: 7n, party: -3n }
  const criteria = [
    criterion('idea', { max: 10, step: 0.1, factor: 0.7 }),
    criterion('party', { max: 10, step: 0.1, factor: -0.3 }),
  ]
  const tenths = fc.integer({ min: 0, max: 100 })
  const judge = fc.dictionary(fc.constantFrom(...people), fc.record({ idea: tenths, party: tenths }), {
    minKeys: 1,
  })
  const drops = fc.record({ high: fc.nat(2), low: fc.nat(2), more: fc.nat(3) })
  const weights = fc.integer({ min: 0, max: 1_200 })

  type Judge = Record<string, { idea: number; party: number }>
  type Drop = { high: number; low: number; atLeast: number }

  function halfAway(top: bigint, bottom: bigint): bigint {
    const quotient = ((top < 0n ? -top : top) * 10n) / bottom
    const rounded = quotient / 10n + (quotient % 10n >= 5n ? 1n : 0n)
    return top < 0n ? -rounded : rounded
  }

  /** Mean of the marks that are left, divided once more by `scale`, rounded. */
  function trimmedMean(marks: readonly bigint[], { high, low, atLeast }: Drop, scale = 1n): bigint {
    const sorted = marks.toSorted((x, y) => (x < y ? -1 : x > y ? 1 : 0))
    const kept = sorted.length >= atLeast ? sorted.slice(low, sorted.length - high) : sorted
    return kept.length === 0 ? 0n : halfAway(sumOf(kept), BigInt(kept.length) * scale)
  }

  const sumOf = (numbers: readonly bigint[]) => numbers.reduce((x, y) => x + y, 0n)

  /** The total in units of the last announced place. */
  function totalOf(
    person: string,
    judges: Judge[],
    drop: Drop,
    per: string,
    weight: number,
    decimals: number,
  ): bigint {
    const unit = 10n ** BigInt(decimals)
    const scores = judges.flatMap((judge) => judge[person] ?? [])
    const totals = scores.map(({ idea, party }) =>
      halfAway((BigInt(idea) * factors.idea + BigInt(party) * factors.party) * unit, 100n),
    )
    const criterionFigures = (['idea', 'party'] as const).map((name) => {
      const tenths = scores.map((score) => BigInt(score[name]) * unit)
      return halfAway(trimmedMean(tenths, drop, 10n) * factors[name], 10n)
    })
    const points = per === 'total' ? trimmedMean(totals, drop) : sumOf(criterionFigures)
    return halfAway(points * BigInt(weight), 1_000n)
  }

  const unitsOf = (figure: string): bigint => BigInt(figure.replace('.', ''))

  test('gives the same totals, without a float on the way', () => {
    const setting = fc.record({
      judges: fc.array(judge, { maxLength: 9 }),
      drop: drops,
      per: fc.constantFrom('total' as const, 'criterion' as const),
      weight: weights,
      decimals: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const, 4 as const),
    })
    fc.assert(
      fc.property(setting, ({ judges, drop: { high, low, more }, per, weight, decimals }) => {
        const drop = { high, low, atLeast: high + low + 1 + more }
        const panel = panelWith({ kind: 'score', criteria, drop, per }, { weight: weight / 10 })
        const round = roundWith(panel.ballot, { panels: [panel] })
        const contest = contestWith({ decimals, contestants: named(...people), rounds: [round] })
        const ballots = judges.map((scores): Ballot => ({
          electorate: 'p',
          scores: Object.fromEntries(
            Object.entries(scores).map(([person, { idea, party }]) => [
              person,
              { idea: idea / 10, party: party / 10 },
            ]),
          ),
        }))
        for (const ballot of ballots) expect(checkBallot(contest, round, filled(ballot))).toEqual([])

        const tally = tallyOfBallots(contest, round, ballots)
        const { standings, unranked } = rankingOf(contest, round, tally, {})
        for (const { contestant, total } of standings)
          expect(unitsOf(total)).toBe(totalOf(contestant, judges, drop, per, weight, decimals))
        const judged = people.filter((person) => judges.some((scores) => person in scores))
        expect(standings.map(({ contestant }) => contestant).toSorted()).toEqual(judged)
        expect(unranked.map(({ contestant }) => contestant)).toEqual(
          people.filter((person) => !judged.includes(person)),
        )
      }),
      { numRuns: 500 },
    )
  })
})

describe('any round of four panels', () => {
  const grades = [
    { id: 'good', name: 'Good', value: 9.5 },
    { id: 'fair', name: 'Fair', value: 7 },
    { id: 'unsure', name: 'Unsure', value: null },
  ]
  const rules: Record<string, BallotRule> = {
    judges: {
      kind: 'score',
      criteria: [criterion('idea', { factor: 0.7 })],
      drop: { high: 1, low: 1 },
      per: 'criterion',
    },
    viewers: { kind: 'choose', min: 0, max: 3 },
    towns: { kind: 'grade', grades },
    villages: { kind: 'rank', points: [5, 3, 1], measure: 'percent' },
  }
  const electorates = Object.keys(rules)
  const panels = electorates.flatMap((electorate, index) => {
    const ballot = rules[electorate]
    return ballot ? [panelWith(ballot, { electorate, weight: 17.5 + index * 5 })] : []
  })
  const ties: TieBreak[] = [
    { by: 'panel', panel: 'judges' },
    { by: 'voters', panel: 'towns' },
    { by: 'countback', panel: 'villages' },
    { by: 'exact' },
  ]

  const ballots = fc.array(
    fc.oneof(
      fc.record({
        electorate: fc.constant('judges'),
        scores: fc.dictionary(
          fc.constantFrom(...people),
          fc.record({ idea: fc.double({ min: 0, max: 100, noNaN: true }) }),
          { minKeys: 1 },
        ),
      }),
      fc.record({ electorate: fc.constant('viewers'), choices: fc.subarray(people, { maxLength: 3 }) }),
      fc.record({
        electorate: fc.constant('towns'),
        grades: fc.dictionary(fc.constantFrom(...people), fc.constantFrom('good', 'fair', 'unsure'), {
          minKeys: 1,
        }),
      }),
      fc.record({
        electorate: fc.constant('villages'),
        ranking: fc.shuffledSubarray(people, { minLength: 3 }),
      }),
    ),
    { maxLength: 12 },
  )
  const order = fc.shuffledSubarray(people, { minLength: people.length })

  type Setting = { contest: Contest; round: Round }
  function settingIn(running: readonly string[]): Setting {
    const round = roundWith({ kind: 'choose', max: 1 }, { panels, ties, cut: { top: 2, ties: 'decide' } })
    return { contest: contestWith({ contestants: named(...running), rounds: [round] }), round }
  }
  const rankingIn = ({ contest, round }: Setting, given: readonly Ballot[]) =>
    rankingOf(contest, round, tallyOfBallots(contest, round, given), {})
  const standingsIn = (setting: Setting, given: readonly Ballot[]): Standing[] =>
    rankingIn(setting, given).standings

  test('takes only ballots that pass, and parts sum to the total', () => {
    fc.assert(
      fc.property(ballots, (given) => {
        const setting = settingIn(people)
        for (const ballot of given)
          expect(checkBallot(setting.contest, setting.round, filled(ballot))).toEqual([])
        for (const { total, panels: figures } of standingsIn(setting, given)) {
          const parts = Object.values(figures).map(({ part }) => Number(part.replace('.', '')))
          expect(parts.reduce((a, b) => a + b, 0)).toBe(Number(total.replace('.', '')))
        }
      }),
    )
  })

  test('has ranks that count who is ahead', () => {
    fc.assert(
      fc.property(ballots, (given) => {
        const { standings, unranked } = rankingIn(settingIn(people), given)
        expect([...standings, ...unranked].map(({ contestant }) => contestant).toSorted()).toEqual(people)
        for (const { panels: figures } of standings)
          expect(Object.values(figures).some(({ noPoints }) => !noPoints)).toBe(true)
        for (const { panels: figures } of unranked)
          expect(Object.values(figures).every(({ noPoints }) => noPoints)).toBe(true)
        for (const [index, { rank, tied, contestant }] of standings.entries()) {
          const equals = standings.filter((other) => other.rank === rank)
          const first = standings.findIndex((other) => other.rank === rank)
          expect(rank).toBe(first + 1)
          expect(tied).toBe(equals.length > 1)
          const after = standings[index + 1]
          if (after?.rank === rank) {
            expect(people.indexOf(contestant)).toBeLessThan(people.indexOf(after.contestant))
          }
        }
      }),
    )
  })

  test('gives everyone the same whatever the running order, save the order of equals', () => {
    const sorted = (standings: Standing[]) =>
      standings.toSorted((a, b) => (a.contestant < b.contestant ? -1 : 1))
    fc.assert(
      fc.property(ballots, order, (given, running) => {
        const before = standingsIn(settingIn(people), given)
        const after = standingsIn(settingIn(running), given)
        expect(sorted(after)).toEqual(sorted(before))
        expect(after.map(({ rank }) => rank)).toEqual(before.map(({ rank }) => rank))
      }),
    )
  })

  test('counts the same from any split of the ballots, in any order', () => {
    fc.assert(
      fc.property(ballots, fc.nat(12), (given, cut) => {
        const { contest, round } = settingIn(people)
        const whole = tallyOfBallots(contest, round, given)
        const late = tallyOfBallots(contest, round, given.slice(cut).toReversed())
        const early = tallyOfBallots(contest, round, given.slice(0, cut))
        expect(rankingOf(contest, round, addTallies(late, early), {})).toEqual(
          rankingOf(contest, round, whole, {}),
        )
      }),
    )
  })

  test('counts a revision as if only the last ballot had been cast', () => {
    const negative = (tally: Tally): Tally => new Map([...tally].map(([mark, count]) => [mark, -count]))
    fc.assert(
      fc.property(ballots, ballots, (others, revisions) => {
        const { contest, round } = settingIn(people)
        const [first, ...later] = revisions
        if (!first) return
        let tally = tallyOfBallots(contest, round, [...others, first])
        let held = first
        for (const next of later) {
          const old = negative(tallyOf(marksOf(contest, round, held)))
          tally = addTallies(tally, old, tallyOf(marksOf(contest, round, next)))
          held = next
        }
        expect(new Map([...tally].sort())).toEqual(
          new Map([...tallyOfBallots(contest, round, [...others, held])].sort()),
        )
      }),
    )
  })
})
