import type { Contest, Round } from '#contract/contest.ts'
import { isOpen } from './buckets.ts'
import { isUnsealed, roundState, type ContestState } from './state.ts'

/** Eligible voters per electorate of a round; null where anyone may take a session. */
export function eligibleIn(
  contest: Contest,
  state: ContestState,
  round: Round,
): Record<string, number | null> {
  const current = roundState(state, round.id)
  const roster = (isUnsealed(current) && current.eligible) || state.eligible
  return Object.fromEntries(
    round.panels.map(({ electorate }) => [
      electorate,
      isOpen(contest, electorate) ? null : (roster[electorate] ?? 0),
    ]),
  )
}
