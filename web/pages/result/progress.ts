import type { Contest, Round } from '#contract/contest.ts'
import type { Live } from '#contract/live.ts'
import { type RoundPhase, roundView } from '../../state/round-view.ts'

/** How far a round is on its way to a result that everybody can read; one that is being counted is closed and no more. */
export type Progress = Exclude<RoundPhase, 'sealing'>

export function progressOf(contest: Contest, round: Round, document: Live): Progress {
  const live = document.rounds[round.id]
  if (live === undefined) return 'waiting'
  const { phase } = roundView(contest, round, live, Number.NEGATIVE_INFINITY)
  return phase === 'sealing' ? 'closed' : phase
}
