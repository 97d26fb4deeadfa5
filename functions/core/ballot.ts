import type { Contest, Round } from '#contract/contest.ts'
import type { Fault } from '#contract/faults.ts'
import type { FilledBallot } from './ballot/filled.ts'
import { rulesOfKind } from './ballot/kinds.ts'
import type { BallotRules } from './ballot/rules.ts'
import { fault } from './faults.ts'
import { contestantsOf, decimalsOf } from './round.ts'

export { filled, plain, type FilledBallot } from './ballot/filled.ts'
export { onlyAdds } from './ballot/kinds.ts'
export { sameBallot } from './ballot/same.ts'

/** What a round makes of its ballots, and who is judged in it. */
export type RoundRules = BallotRules & { contestants: ReadonlySet<string> }

/** The rules of one round, worked out once for any number of ballots. */
export function ballotRules(contest: Contest, round: Round): RoundRules {
  const contestants = new Set(contestantsOf(contest, round).map(({ id }) => id))
  const panels = new Map(
    round.panels.map(({ electorate, ballot }) => [
      electorate,
      rulesOfKind(ballot.kind, ballot, { electorate, contestants, decimals: decimalsOf(contest) }),
    ]),
  )
  return {
    contestants,
    check: (ballot) => {
      const rules = panels.get(ballot.electorate)
      if (!rules) return [fault('$.electorate', 'no-vote')]
      return rules.check(ballot)
    },
    marks: (ballot) => panels.get(ballot.electorate)?.marks(ballot) ?? [],
  }
}

/** Every fault of a ballot, with JSONPaths that start at the ballot; none when it may be cast. */
export const checkBallot = (contest: Contest, round: Round, ballot: FilledBallot): Fault[] =>
  ballotRules(contest, round).check(ballot)
