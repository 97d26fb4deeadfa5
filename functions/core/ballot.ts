import type { Contest, Panel, Round } from '#contract/contest.ts'
import type { Fault } from '#contract/faults.ts'
import type { FilledBallot } from './ballot/filled.ts'
import { rulesOfKind } from './ballot/kinds.ts'
import { recusedMark, type Mark } from './ballot/mark.ts'
import type { BallotRules } from './ballot/rules.ts'
import { fault } from './faults.ts'
import { contestantsOf, decimalsOf } from './round.ts'

export { filled, plain, type FilledBallot } from './ballot/filled.ts'
export { onlyAdds } from './ballot/kinds.ts'
export { sameBallot } from './ballot/same.ts'

/** What a round makes of its ballots, and who is judged in it. `recused`: whom the voter of a ballot must not mark. */
export type RoundRules = {
  contestants: ReadonlySet<string>
  /** Every fault of a ballot, with JSONPaths that start at the ballot; none when it may be cast. */
  check: (ballot: FilledBallot, recused?: readonly string[]) => Fault[]
  /** The marks of a ballot in which `check` finds nothing. */
  marks: (ballot: FilledBallot, recused?: readonly string[]) => Mark[]
}

/** The rules of one round, worked out once for any number of ballots. */
export function ballotRules(contest: Contest, round: Round): RoundRules {
  const all = contestantsOf(contest, round).map(({ id }) => id)
  const contestants = new Set(all)
  const rulesFor = ({ electorate, ballot }: Panel, recused: readonly string[]): BallotRules => {
    const out = new Set(recused)
    return rulesOfKind(ballot.kind, ballot, {
      electorate,
      contestants: out.size === 0 ? contestants : new Set(all.filter((id) => !out.has(id))),
      recused: out,
      decimals: decimalsOf(contest),
    })
  }
  const panels = new Map(
    round.panels.map((panel) => [panel.electorate, { panel, rules: rulesFor(panel, []) }]),
  )
  return {
    contestants,
    check: (ballot, recused = []) => {
      const found = panels.get(ballot.electorate)
      if (!found) return [fault('$.electorate', 'no-vote')]
      const rules = recused.length === 0 ? found.rules : rulesFor(found.panel, recused)
      return rules.check(ballot)
    },
    marks: (ballot, recused = []) => [
      ...(panels.get(ballot.electorate)?.rules.marks(ballot) ?? []),
      ...recused.map((id) => recusedMark(ballot.electorate, id)),
    ],
  }
}

/** Every fault of a ballot, with JSONPaths that start at the ballot; none when it may be cast. */
export const checkBallot = (
  contest: Contest,
  round: Round,
  ballot: FilledBallot,
  recused?: readonly string[],
): Fault[] => ballotRules(contest, round).check(ballot, recused)
