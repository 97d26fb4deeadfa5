import type { Contest, Round } from '#contract/contest.ts'
import { showsResult } from '#core/contest/live.ts'
import {
  isCounted,
  roundState,
  versionInForce,
  type CountedRound,
  type ResultVersion,
} from '#core/contest/state.ts'
import { fault } from '#core/faults.ts'
import { findRound } from '#core/round.ts'
import type { SealedAttempt } from '#store/archive.ts'
import { freshContest, knownContest, type KnownContest } from '#runtime/contests.ts'
import { badRequest, notFound } from '#runtime/problem.ts'
import type { Claims } from '#runtime/sessions.ts'

/** Whether a session sees what the public does not see yet. */
export const isStaff = (session: Claims | undefined): boolean =>
  session !== undefined && ['owner', 'organiser', 'observer', 'scrutineer'].includes(session.role)

type ShownResult = {
  contest: Contest
  round: Round
  sealed: SealedAttempt
  /** All versions that may be shown, oldest first. */
  versions: readonly ResultVersion[]
  comments: readonly string[]
}

/**
 * The sealed attempt whose result may be shown: the published one, or for staff the one sealed last; with `asked` that version, if it was
 * ever public or staff ask. Throws `not-found` while there is none, in the same words as for a round that does not exist.
 */
export async function shownResult(
  { contest: contestId, round: roundId }: { contest: string; round: string },
  session: Claims | undefined,
  asked?: number,
): Promise<ShownResult> {
  const shown =
    shownIn(await knownContest(contestId), roundId, session, asked) ??
    shownIn(await freshContest(contestId), roundId, session, asked)
  if (!shown) throw notFound()
  const { contest, round, current, versions, version } = shown
  return {
    contest,
    round,
    sealed: { contest: contestId, round: roundId, attempt: current.attempt, version },
    versions,
    comments: current.comments ?? [],
  }
}

/** The version that a query asks for; undefined for the one in force. */
export function versionIn({ version }: Record<string, string | undefined>): number | undefined {
  if (version === undefined) return undefined
  if (/^[1-9]\d{0,5}$/.test(version)) return Number(version)
  throw badRequest([fault('$.version', 'not-a-count')])
}

type Shown = {
  contest: Contest
  round: Round
  current: CountedRound
  versions: ResultVersion[]
  version: number
}

/** What a head that may be a second old shows; undefined where a newer one has to be asked. */
function shownIn(
  known: KnownContest | undefined,
  roundId: string,
  session: Claims | undefined,
  asked: number | undefined,
): Shown | undefined {
  const round = known && findRound(known.contest, roundId)
  if (!known || !round) return undefined
  const current = roundState(known.state, roundId)
  if (!isCounted(current)) return undefined
  if (!showsResult(current, isStaff(session) ? 'staff' : 'public')) return undefined
  const inForce = versionInForce(current)
  const versions = current.versions.filter(
    ({ version, publishedAt }) => isStaff(session) || publishedAt !== undefined || version === inForce,
  )
  const version = asked ?? inForce
  if (!versions.some((one) => one.version === version)) return undefined
  return { contest: known.contest, round, current, versions, version }
}

/** What is published is the same for everybody, who may all look within the same minute: the CDN asks once in five seconds. */
export const cachingFor = (session: Claims | undefined): Record<string, string> =>
  session === undefined ? { 'cache-control': 'public, max-age=5' } : {}
