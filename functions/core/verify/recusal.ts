import type { Contest, Round } from '#contract/contest.ts'
import type { Fault } from '#contract/faults.ts'
import { fault } from '../faults.ts'
import { panelOf } from '../round.ts'

/** What is wrong with whom a line of a book names as recused: only a panel with a rule of recusal has any, and each is one of the round's. */
export function recusalFaults(
  round: Round,
  contestants: ReadonlySet<string>,
  electorate: string,
  recused: readonly string[],
): Fault[] {
  if (recused.length === 0) return []
  if (panelOf(round, electorate)?.recuse === undefined) return [fault('$.recused', 'no-recusal')]
  return recused.flatMap((id, index) => {
    if (!contestants.has(id)) return [fault(`$.recused[${index}]`, 'not-in-round')]
    return recused.indexOf(id) < index ? [fault(`$.recused[${index}]`, 'named-twice', { id })] : []
  })
}

/** Only judges have shadows. */
export const shadowFaults = (
  { electorates }: Contest,
  electorate: string,
  shadow: true | undefined,
): Fault[] =>
  shadow && electorates.find(({ id }) => id === electorate)?.role !== 'judge'
    ? [fault('$.shadow', 'shadow-not-judge')]
    : []
