import type { Contest, Round } from '#contract/contest.ts'
import { isOpen } from './buckets.ts'
import {
  isCounted,
  isUnsealed,
  latestVersion,
  roundState,
  type ContestState,
  type RoundState,
} from './state.ts'

/** Eligible voters per electorate of a round; null where anyone may take a session. */
export function eligibleIn(
  contest: Contest,
  state: ContestState,
  round: Round,
): Record<string, number | null> {
  const current = roundState(state, round.id)
  // All counts of a book are of the roster that the first was of.
  if (isCounted(current))
    return Object.fromEntries(
      Object.entries(latestVersion(current).ballots).map(([electorate, { eligible }]) => [
        electorate,
        eligible,
      ]),
    )
  const roster = (isUnsealed(current) && current.eligible) || state.eligible
  return Object.fromEntries(
    round.panels.map(({ electorate }) => [
      electorate,
      isOpen(contest, electorate) ? null : (roster[electorate] ?? 0),
    ]),
  )
}

/** How many of them are excused, where anybody is: they are not in the base of a quorum. */
export function excusedIn(state: ContestState, round: Round): Record<string, number> {
  const current = roundState(state, round.id)
  const kept = keptOf(current) ?? state.excused
  return Object.fromEntries(
    round.panels.flatMap(({ electorate }) => {
      const away = kept?.[electorate] ?? 0
      return away > 0 ? [[electorate, away]] : []
    }),
  )
}

/** Of the roster that a round has kept; undefined where it is still the contest's. */
function keptOf(current: RoundState): Record<string, number> | undefined {
  if (isCounted(current)) return current.excused
  return isUnsealed(current) && current.eligible ? (current.excused ?? {}) : undefined
}
