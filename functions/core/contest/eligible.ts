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

/** How many of them are excused, where anybody is: they are not in the base of a quorum. */
export function excusedIn(state: ContestState, round: Round): Record<string, number> {
  const current = roundState(state, round.id)
  const kept = isUnsealed(current) && current.eligible ? current.excused : state.excused
  return Object.fromEntries(
    round.panels.flatMap(({ electorate }) => {
      const away = kept?.[electorate] ?? 0
      return away > 0 ? [[electorate, away]] : []
    }),
  )
}
