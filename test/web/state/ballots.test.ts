import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Ballot } from '#contract/ballot.ts'
import type { BallotRule, Contest } from '#contract/contest.ts'
import { checkBallot, filled as ofItsKind } from '#core/ballot.ts'
import { emptyBallot, isBallotFor, progressOf } from '../../../web/state/ballots.ts'

const names = ['a', 'b', 'c', 'd']
const some = fc.subarray(names)
const rules = {
  choose: { kind: 'choose', min: 1, max: 3 },
  abstain: { kind: 'choose', min: 0, max: 2 },
  grade: { kind: 'grade', grades: [{ id: 'A', name: '优秀', value: 100 }] },
  score: { kind: 'score', criteria: ['x', 'y'].map((id) => ({ id, name: id, max: 10 })) },
  perCriterion: {
    kind: 'score',
    per: 'criterion',
    criteria: ['x', 'y'].map((id) => ({ id, name: id, max: 10 })),
  },
  rank: { kind: 'rank', points: [3, 2] },
} satisfies Record<string, BallotRule>

const filled: Record<keyof typeof rules, fc.Arbitrary<Ballot>> = {
  choose: some.map((choices) => ({ electorate: 'e', choices })),
  abstain: some.map((choices) => ({ electorate: 'e', choices })),
  grade: some.map((ids) => ({ electorate: 'e', grades: Object.fromEntries(ids.map((id) => [id, 'A'])) })),
  score: fc
    .dictionary(
      fc.constantFrom(...names),
      fc.dictionary(fc.constantFrom('x', 'y'), fc.nat(10), { minKeys: 1 }),
    )
    .map((scores) => ({ electorate: 'e', scores })),
  perCriterion: fc
    .dictionary(
      fc.constantFrom(...names),
      fc.dictionary(fc.constantFrom('x', 'y'), fc.nat(10), { minKeys: 1 }),
    )
    .map((scores) => ({ electorate: 'e', scores })),
  rank: some.map((ranking) => ({ electorate: 'e', ranking })),
}

describe.each(['choose', 'abstain', 'grade', 'score', 'perCriterion', 'rank'] as const)(
  'a ballot to %s',
  (name) => {
    const rule = rules[name]
    const contest: Contest = {
      id: 'harvest',
      title: 'x',
      electorates: [{ id: 'e', name: '村', role: 'voter' }],
      contestants: names.map((id) => ({ id, name: id })),
      rounds: [{ id: 'one', title: 'x', panels: [{ electorate: 'e', ballot: rule }] }],
    }

    it('may be sent exactly when the rules accept it', () => {
      fc.assert(
        fc.property(filled[name], (ballot) => {
          const [round] = contest.rounds
          if (round === undefined) throw new Error('there is one')
          expect(progressOf(rule, ofItsKind(ballot), names.length).ready).toBe(
            checkBallot(contest, round, ofItsKind(ballot)).length === 0,
          )
        }),
      )
    })

    it('is known again when the device remembers it', () => {
      fc.assert(
        fc.property(filled[name], (ballot) => {
          expect(isBallotFor(rule)(JSON.parse(JSON.stringify(ballot)))).toBe(true)
        }),
      )
      expect(isBallotFor(rule)(emptyBallot(rule, 'e'))).toBe(true)
      expect(
        isBallotFor(rule)({ electorate: 'e', choices: 'a', grades: 1, scores: null, ranking: [3] }),
      ).toBe(false)
    })
  },
)
