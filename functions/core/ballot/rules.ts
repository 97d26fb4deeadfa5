import type { Ballot } from '#contract/ballot.ts'
import type { Fault } from '#contract/faults.ts'
import { fault } from '../faults.ts'
import type { Mark } from './mark.ts'

/** What a panel makes of its ballots. `marks` is for ballots in which `check` finds nothing. */
export type BallotRules = {
  check: (ballot: Ballot) => Fault[]
  marks: (ballot: Ballot) => Mark[]
}

/** What every kind of ballot needs to know about its panel: whose it is, and the ids of who is judged. */
export type Field = { electorate: string; contestants: ReadonlySet<string> }

const forms = ['choices', 'grades', 'scores', 'ranking'] as const
type Form = (typeof forms)[number]

/** The fault of a ballot that was filled for another kind of panel. */
export function wrongForm(ballot: Ballot, wanted: Form): Fault[] {
  const given = forms.find((form) => form in ballot)
  return [fault(`$.${given}`, 'other-ballot-kind', { wanted })]
}

export const notInRound = (path: string): Fault => fault(path, 'not-in-round')

/** Faults of a list of contestants: strangers and repetitions. */
export function listFaults(ids: readonly string[], contestants: ReadonlySet<string>, path: string): Fault[] {
  const faults: Fault[] = []
  const seen = new Set<string>()
  for (const [index, id] of ids.entries()) {
    if (!contestants.has(id)) faults.push(notInRound(`${path}[${index}]`))
    if (seen.has(id)) faults.push(fault(`${path}[${index}]`, 'marked-twice'))
    seen.add(id)
  }
  return faults
}
