import type { Contest, Round } from '#contract/contest.ts'
import type { ReceiptKey } from '#contract/receipt-proof.ts'
import { isCounted, isUnsealed, isWithin, roundState, type ContestState } from '#core/contest/state.ts'
import { findRound, panelOf } from '#core/round.ts'
import type { Attempt } from '#store/ballots.ts'
import { freshContest, knownContest, type KnownContest } from '#runtime/contests.ts'
import { notFound, Problem, unauthorized } from '#runtime/problem.ts'
import { isRevoked } from '#runtime/session-of.ts'
import type { Claims } from '#runtime/sessions.ts'
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
  /** Of the voter's session. */
  epoch: number
  tags: Tags
  /** The public half of the key that signs receipts, where the contest has one. */
  receiptKey: ReceiptKey | undefined
}

type Address = { contest: string; round: string }

/**
 * Lets a voter with a session for the contest to the box with a ballot, judged by the arrival at the gateway. Throws `not-found`
 * (no such contest or round), `forbidden` (no vote in this round), `not-open` (no window yet) and `closed` (secret and
 * sealed: nobody can find the ballot any more).
 */
export const admitBallot = async (address: Address, session: Claims, arrival: string): Promise<Admission> =>
  admit(await contestForArrival(address, arrival), address.round, session, arrival)

/** Lets a voter look into the box as it is now. Throws as `admitBallot` does. */
export const admitReader = async (address: Address, session: Claims, arrival: string): Promise<Admission> =>
  admit(await freshContest(address.contest), address.round, session, arrival)

/**
 * Where a judge's ballot of the attempt that was voided last lies: it counts no more, and its judge may begin the next one with it. In
 * named rounds only; the key of a secret one went with the void. Throws `not-found` where there is none such.
 */
export async function admitToVoided(address: Address, session: Claims, attempt: number): Promise<Attempt> {
  const known = await freshContest(address.contest)
  const round = known && findRound(known.contest, address.round)
  if (!round || round.secret) throw notFound()
  if (isRevoked(known.state, session)) throw unauthorized()
  if (session.electorate === undefined || !panelOf(round, session.electorate)) throw new Problem('forbidden')
  const { voided } = roundState(known.state, round.id)
  if (voided?.attempt !== attempt || voided.buckets === undefined) throw notFound()
  return { contest: known.contest.id, round: round.id, attempt, buckets: voided.buckets }
}

async function admit(
  known: KnownContest | undefined,
  roundId: string,
  session: Claims,
  arrival: string,
): Promise<Admission> {
  const round = known && findRound(known.contest, roundId)
  if (!round) throw notFound()
  // This head may be newer than the one by which the session was let in.
  if (isRevoked(known.state, session)) throw unauthorized()
  if (session.electorate === undefined || !panelOf(round, session.electorate)) throw new Problem('forbidden')
  const current = roundState(known.state, roundId)
  if (current.phase === 'waiting') throw new Problem('not-open')
  // Once the key is deleted it must not matter whether a warm function still remembers it.
  if (round.secret && isCounted(current)) throw new Problem('closed')
  const { contest } = known
  const tags = await tagsOf(contest.id, round, current.attempt)
  if (!tags) throw new Problem('closed')
  return {
    contest,
    round,
    attempt: { contest: contest.id, round: roundId, attempt: current.attempt, buckets: current.buckets },
    late: !takesBallots(known.state, roundId, arrival),
    opensAt: current.windows[0]?.opensAt ?? arrival,
    voter: tags.voter(session.person),
    epoch: session.epoch,
    tags,
    receiptKey: known.state.receiptKey,
  }
}

/** The head from the cache where it lets the ballot in; where it would not, the head as it is now decides. */
async function contestForArrival(
  { contest, round }: Address,
  arrival: string,
): Promise<KnownContest | undefined> {
  const known = await knownContest(contest)
  return known && takesBallots(known.state, round, arrival) ? known : freshContest(contest)
}

function takesBallots(state: ContestState, round: string, arrival: string): boolean {
  const current = roundState(state, round)
  return isUnsealed(current) && current.windows.some((window) => isWithin(window, arrival))
}
