import { isCounted, isUnsealed, roundAt, type ContestState, type RoundState } from '../state.ts'

/** Who joins or leaves after the close was no part of it, or was: rounds that are closed keep the roster they had. */
export const keepingRosters = (
  { rounds, eligible, excused }: ContestState,
  at: string,
): ContestState['rounds'] =>
  Object.fromEntries(
    Object.entries(rounds).map(([id, round]): [string, RoundState] => {
      if (isUnsealed(round) && !round.eligible && roundAt(round, at).phase !== 'open')
        return [id, { ...round, eligible, ...(excused && { excused }) }]
      // A further count is of the same roster. Who is eligible stands in the first.
      if (isCounted(round) && !round.excused) return [id, { ...round, excused: excused ?? {} }]
      return [id, round]
    }),
  )

/** How many are excused in each electorate after so many more, or fewer, are. */
export function excusedAfter(
  { excused }: ContestState,
  by: Readonly<Record<string, number>> = {},
  sign: 1 | -1 = 1,
): Pick<ContestState, 'excused'> {
  if (Object.keys(by).length === 0) return excused ? { excused } : {}
  const after = { ...excused }
  for (const [electorate, people] of Object.entries(by))
    after[electorate] = (after[electorate] ?? 0) + sign * people
  return { excused: after }
}
