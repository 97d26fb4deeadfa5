import type { BallotRuleOf } from '#contract/contest.ts'
import type { Fault } from '#contract/faults.ts'
import { fault } from '../faults.ts'
import type { BallotKind, BallotOf, FilledBallot } from './filled.ts'
import type { Mark } from './mark.ts'

/** What a panel makes of its ballots. `marks` is for ballots in which `check` finds nothing. */
export type BallotRules<Checked = FilledBallot> = {
  check: (ballot: Checked) => Fault[]
  marks: (ballot: Checked) => Mark[]
}

/** What every kind of ballot needs to know about its panel: whose it is, and the ids of who is judged. */
export type Field = {
  electorate: string
  /** Whom a ballot may mark. */
  contestants: ReadonlySet<string>
  /** Whom the voter of this ballot must not mark. */
  recused: ReadonlySet<string>
  /** Places to which totals are rounded. */
  decimals: number
}

/** What a panel's rule makes of its ballots. */
export type RulesOf<Kind extends BallotKind> = (
  rule: BallotRuleOf<Kind>,
  field: Field,
) => BallotRules<BallotOf<Kind>>

/** The fault of a mark for somebody whom the ballot may not mark. */
export const notInRound = ({ recused }: Pick<Field, 'recused'>, id: string, path: string): Fault =>
  recused.has(id) ? fault(path, 'recused') : fault(path, 'not-in-round')

/** Faults of a list of contestants: strangers and repetitions. */
export function listFaults(
  ids: readonly string[],
  field: Pick<Field, 'contestants' | 'recused'>,
  path: string,
): Fault[] {
  const faults: Fault[] = []
  const seen = new Set<string>()
  for (const [index, id] of ids.entries()) {
    if (!field.contestants.has(id)) faults.push(notInRound(field, id, `${path}[${index}]`))
    if (seen.has(id)) faults.push(fault(`${path}[${index}]`, 'marked-twice'))
    seen.add(id)
  }
  return faults
}
