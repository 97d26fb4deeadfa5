import type { Contest, Round } from '#contract/contest.ts'
import { isWithin, lastWindow, roundState, type ContestState } from '#core/contest/state.ts'
import { findRound, panelOf } from '#core/round.ts'
import type { Attempt } from '#store/ballots.ts'
import { freshContest, knownContest, type KnownContest } from './contests.ts'
import { notFound, Problem } from './problem.ts'
import type { Claims } from './sessions.ts'
import { tagsOf, type Tags } from './voter-tags.ts'

/** A voter at the box of a round. */
export type Admission = {
  contest: Contest
  round: Round
  attempt: Attempt
  /** The window had closed when the request arrived: nothing new goes in, but what lies there can be confirmed. */
  late: boolean
  /** When the attempt first opened: the only time a secret round tells. */
  opensAt: string
  /** How the box names the voter. */
  voter: string
  tags: Tags
}

/**
 * Lets a voter with a session for the contest to the box, judged by the arrival at the gateway. Throws `not-found` (no such contest
 * or round), `forbidden` (no vote in this round), `not-open` (no window yet) and `closed` (secret and sealed: nobody
 * can find the ballot any more).
 */
export async function admit(
  contestId: string,
  roundId: string,
  session: Claims,
  arrival: string,
): Promise<Admission> {
  const known = await contestForArrival(contestId, roundId, arrival)
  const round = known && findRound(known.contest, roundId)
  if (!round) throw notFound()
  if (session.electorate === undefined || !panelOf(round, session.electorate)) throw new Problem('forbidden')
  const current = roundState(known.state, roundId)
  if (current.phase === 'waiting') throw new Problem('not-open')
  const tags = await tagsOf(contestId, round, current.attempt)
  if (!tags) throw new Problem('closed')
  return {
    contest: known.contest,
    round,
    attempt: { contest: contestId, round: roundId, attempt: current.attempt, buckets: current.buckets },
    late: !takesBallots(known.state, roundId, arrival),
    opensAt: current.windows[0]?.opensAt ?? arrival,
    voter: tags.voter(session.person),
    tags,
  }
}

/** The head from the cache where it lets the ballot in; where it would not, the head as it is now decides. */
async function contestForArrival(
  contest: string,
  round: string,
  arrival: string,
): Promise<KnownContest | undefined> {
  const known = await knownContest(contest)
  return known && takesBallots(known.state, round, arrival) ? known : freshContest(contest)
}

function takesBallots(state: ContestState, round: string, arrival: string): boolean {
  const current = roundState(state, round)
  return current.phase === 'opened' && isWithin(lastWindow(current), arrival)
}
