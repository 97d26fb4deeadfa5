import type { Contest, Round } from '#contract/contest.ts'
import { showsResult } from '#core/contest/live.ts'
import { isCounted, roundState, versionInForce, type CountedRound } from '#core/contest/state.ts'
import { findRound } from '#core/round.ts'
import type { SealedAttempt } from '#store/archive.ts'
import { freshContest, knownContest, type KnownContest } from '#runtime/contests.ts'
import { notFound } from '#runtime/problem.ts'
import type { Claims } from '#runtime/sessions.ts'

/** Whether a session sees what the public does not see yet. */
export const isStaff = (session: Claims | undefined): boolean =>
  session !== undefined && ['owner', 'organiser', 'observer', 'scrutineer'].includes(session.role)

/**
 * The sealed attempt whose result may be shown: the published one, or for staff the one sealed last. Throws `not-found` while there is
 * none, in the same words as for a round that does not exist.
 */
export async function shownResult(
  { contest: contestId, round: roundId }: { contest: string; round: string },
  session: Claims | undefined,
): Promise<{ contest: Contest; round: Round; sealed: SealedAttempt; comments: readonly string[] }> {
  const shown =
    shownIn(await knownContest(contestId), roundId, session) ??
    shownIn(await freshContest(contestId), roundId, session)
  if (!shown) throw notFound()
  const { contest, round, current } = shown
  const version = versionInForce(current)
  return {
    contest,
    round,
    sealed: { contest: contestId, round: roundId, attempt: current.attempt, version },
    comments: current.comments ?? [],
  }
}

type Shown = {
  contest: Contest
  round: Round
  current: CountedRound
}

function shownIn(
  known: KnownContest | undefined,
  roundId: string,
  session: Claims | undefined,
): Shown | undefined {
  const round = known && findRound(known.contest, roundId)
  if (!known || !round) return undefined
  const current = roundState(known.state, roundId)
  if (!isCounted(current)) return undefined
  const viewer = isStaff(session) ? 'staff' : 'public'
  return showsResult(current, viewer) ? { contest: known.contest, round, current } : undefined
}

/** What is published is the same for everybody, who may all look within the same minute: the CDN asks once in five seconds. */
export const cachingFor = (session: Claims | undefined): Record<string, string> =>
  session === undefined ? { 'cache-control': 'public, max-age=5' } : {}
