import type { Contest, Round } from '#contract/contest.ts'
import type { OvertimeOffer } from '#contract/office.ts'
import { compare, figure, zero } from '#core/decimal.ts'
import { decimalsOf } from '#core/round.ts'
import { adjustments } from './actions.ts'
import { overtimeOf } from './adjust-limits.ts'
import { roundState, type ContestState } from './state.ts'

/** Points that speeches of a round cost by its table, for whom nobody has proposed or approved any yet. */
export function overtimeOffers(contest: Contest, state: ContestState, round: Round): OvertimeOffer[] {
  const overtime = round.adjust?.overtime
  const current = roundState(state, round.id)
  if (!overtime || current.phase === 'waiting') return []
  const settled = new Set([
    ...adjustments(current).flatMap(({ action }) => (action.why === 'overtime' ? [action.contestant] : [])),
    ...(state.proposals?.open ?? []).flatMap(({ action, attempt }) =>
      action.kind === 'adjust' &&
      action.why === 'overtime' &&
      action.round === round.id &&
      attempt === current.attempt
        ? [action.contestant]
        : [],
    ),
  ])
  return current.contestants.flatMap((contestant) => {
    const parts = (state.spoken ?? []).filter(
      (one) => one.round === round.id && one.contestant === contestant,
    )
    if (parts.length === 0 || settled.has(contestant)) return []
    const { over, points } = overtimeOf(
      overtime,
      parts.reduce((sum, { ms }) => sum + ms, 0),
    )
    if (compare(points, zero) === 0) return []
    return [{ contestant, over, points: figure(points, decimalsOf(contest)) }]
  })
}
