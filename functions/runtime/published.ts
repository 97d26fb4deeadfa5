import type { Contest, Round } from '#contract/contest.ts'
import { roundState } from '#core/contest/state.ts'
import { findRound } from '#core/round.ts'
import type { SealedAttempt } from '#store/archive.ts'
import { knownContest } from './contests.ts'
import { notFound } from './problem.ts'
import type { Claims } from './sessions.ts'

/** Whether a session sees what the public does not see yet. */
export const isStaff = (session: Claims | undefined): boolean =>
  session !== undefined && ['owner', 'organiser', 'observer'].includes(session.role)

/**
 * The sealed attempt whose result may be shown: the published one, or for staff the one sealed last. Throws `not-found` while there is
 * none, in the same words as for a round that does not exist.
 */
export async function shownResult(
  { contest: contestId, round: roundId }: { contest: string; round: string },
  session: Claims | undefined,
): Promise<{ contest: Contest; round: Round; sealed: SealedAttempt; comments: readonly string[] }> {
  const known = await knownContest(contestId)
  const round = known && findRound(known.contest, roundId)
  const current = round && roundState(known.state, roundId)
  if (!current || (current.phase !== 'sealed' && current.phase !== 'published')) throw notFound()
  if (current.phase === 'sealed' && !isStaff(session)) throw notFound()
  const version = current.publishedVersion ?? current.version
  return {
    contest: known.contest,
    round,
    sealed: { contest: contestId, round: roundId, attempt: current.attempt, version },
    comments: current.comments ?? [],
  }
}
