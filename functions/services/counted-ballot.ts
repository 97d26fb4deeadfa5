import { sameBallot } from '#core/ballot.ts'
import { isCounted, lastWindow, roundState, type RoundState } from '#core/contest/state.ts'
import type { SealedBook } from '#store/archive.ts'
import { readBallot, type StoredBallot } from '#store/ballots.ts'
import type { Admission } from './admission.ts'
import { readBook } from './sealed-book.ts'
import { castTimeoutMs } from '#runtime/times.ts'
import { freshContest } from '#runtime/contests.ts'
import { Problem } from '#runtime/problem.ts'

/** Clocks of two functions differ by less than this. */
const clockMarginMs = 500

/**
 * Whether no recount can have begun yet, for a vote that arrived in time: a seal waits for the timeout of the function after the
 * close. What is in the box now will be counted.
 */
export const isBeforeRecount = (arrival: string): boolean =>
  Date.now() < Date.parse(arrival) + castTimeoutMs() - clockMarginMs

/**
 * The voter's ballot as it will be, or was, counted. A write that stood in the network until after the recount lies in the box, but
 * in no book: such a ballot is not there for anybody, and such a revision has not replaced the one before it. Throws `unavailable` while
 * a recount may be running.
 */
export async function readCountedBallot(admission: Admission): Promise<StoredBallot | undefined> {
  const inBox = await readBallot(admission.attempt, admission.voter)
  const readBy = new Date()
  if (!inBox) return undefined
  // Asked for only now: if no seal is due yet, the recount begins after the box was read.
  const known = await freshContest(admission.contest.id)
  const current = known && roundState(known.state, admission.round.id)
  if (!current || current.phase === 'waiting' || current.attempt !== admission.attempt.attempt)
    return undefined
  if (isCounted(current)) return inBook(inBox, admission.attempt)
  if (current.phase === 'sealing' && !isBeforeRecountOf(current, readBy))
    throw new Problem('unavailable', { retryAfterSeconds: 1 })
  return inBox
}

function isBeforeRecountOf(current: Extract<RoundState, { phase: 'sealing' }>, time: Date): boolean {
  const { closesAt } = lastWindow(current)
  const margin = castTimeoutMs() - clockMarginMs
  return closesAt === null || time.getTime() < Date.parse(closesAt) + margin
}

/** What the book says of a ballot in the box. At most one write can have come later than the book: the next would have needed its revision. */
async function inBook(inBox: StoredBallot, sealed: SealedBook): Promise<StoredBallot | undefined> {
  const counted = (await readBook(sealed)).get(inBox.receipt)
  if (!counted || sameBallot(counted, inBox.ballot)) return counted && inBox
  const { signature: _ofTheLater, ...rest } = inBox
  return { ...rest, ballot: counted, revision: inBox.revision - 1, casts: inBox.casts.slice(0, -1) }
}
