import type { Contest, Round } from '#contract/contest.ts'
import type { Live } from '#contract/live.ts'
import { contestantsOf } from '../../state/rounds.ts'

/** How far a round is on its way to a result that everybody can read. */
export type Progress = 'waiting' | 'open' | 'closed' | 'sealed' | 'revealing' | 'published'

export const progressOf = (contest: Contest, round: Round, live: Live): Progress => {
  const { status, revealed } = live.rounds[round.id] ?? { status: 'waiting' as const }
  const keepsBack = revealed !== undefined && revealed < contestantsOf(contest, round).length
  return status === 'published' && keepsBack ? 'revealing' : status
}
