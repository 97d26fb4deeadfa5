import type { Panel, Round } from '#contract/contest.ts'
import type { Fault } from '#contract/faults.ts'
import { fault } from '../faults.ts'
import { repeated } from './ids.ts'
import type { Loose } from './readable.ts'

/** Where nobody can be recused: places given to others, a base that is everybody's, ballots without names, electorates without a roster. */
export function recuseFaults(
  { recuse, ballot }: Loose<Panel>,
  path: string,
  { secret }: Pick<Loose<Round>, 'secret'>,
  isOpen: boolean,
): Fault[] {
  if (recuse === undefined) return []
  return [
    ...(ballot?.kind === 'rank' ? [fault(path, 'recusal-with-rank')] : []),
    ...(ballot?.kind === 'choose' && ballot.base === 'eligible'
      ? [fault(path, 'recusal-with-eligible')]
      : []),
    ...(secret === true ? [fault(path, 'recusal-in-secret')] : []),
    ...(isOpen ? [fault(path, 'recusal-without-roster')] : []),
    ...repeated(recuse.match).map(({ id, index }) => fault(`${path}.match[${index}]`, 'named-twice', { id })),
  ]
}
