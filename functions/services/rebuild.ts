import { setTimeout as sleep } from 'node:timers/promises'
import type { Contest, Round } from '#contract/contest.ts'
import { ballotRules } from '#core/ballot.ts'
import { isUnsealed, lastWindow, roundState } from '#core/contest/state.ts'
import type { Mark } from '#core/ballot/mark.ts'
import { addTallies, differenceOf, type Tally } from '#core/tally.ts'
import { type Attempt, bucketKeys, bucketOf, parseBucket, readBallots } from '#store/ballots.ts'
import { headUnmoved, readState } from '#store/contests.ts'
import { readTally, rebuiltFence, tallyWrite } from '#store/tallies.ts'
import { transact, type TransactItems } from '#store/transact.ts'
import { castTimeoutMs } from '#runtime/times.ts'
import { storedMarks } from './stored-marks.ts'

export type Rebuild =
  | { refused: 'unknown' | 'waiting' | 'open' | 'draining' | 'sealed' }
  /** `corrected`: by how much the counters were off, all marks together. */
  | { ballots: number; corrected: number }

/** Left on either side of the moment between what is counted and what may come. */
const marginMs = 5_000
const tries = 12

/**
 * Counts the ballots of a closed round anew and puts the counts in place of the counters, for the day when stream records were lost.
 *
 * Counted exactly once, also when records are still on the way: a record says what was written, not whether a recount has seen it, so
 * the two can only be told apart by time, and only when nothing is written in between. That is so from the close, plus the time a vote's
 * function may run, until a window opens again. The rebuild waits out that time twice over, reads the box, and writes the counts with a
 * fence that names a moment in the middle of the gap: records written before it are in the counts, records written after it
 * (the round was opened again) are not. Stream times are whole seconds and approximate; the gap leaves seconds on either side.
 * Each write is bound to the head of the log, so that no window can have opened before it. While a round is open there is no gap:
 * a rebuild is refused. The seal needs none: it recounts the ballots.
 *
 * Repeatable; killed half-way it leaves some buckets as they were.
 */
export async function rebuildTally(contest: Contest, round: Round): Promise<Rebuild> {
  const found = await findClosed(contest.id, round.id)
  if ('refused' in found) return found
  const { attempt, drainedAt } = found
  const before = await readTally(contest.id, round.id, attempt.attempt)
  const { ballots, buckets } = await countBuckets(contest, round, attempt)
  const fence = rebuiltFence(new Date(drainedAt + marginMs).toISOString())
  for (const [bucket, tally] of buckets) {
    const moved = await replaceCounts(tallyWrite(parseBucket(bucket), tally, fence), found)
    if (moved) return moved
  }
  return { ballots, corrected: differenceOf(before, addTallies(...buckets.values())).counts }
}

type Refused = Extract<Rebuild, { refused: string }>
/** A round between the last ballot of its window and the seal, and the version of the log at which it was so. */
type Closed = { attempt: Attempt; drainedAt: number; version: number }

async function findClosed(contest: string, round: string): Promise<Closed | Refused> {
  const state = await readState(contest)
  if (!state) return { refused: 'unknown' }
  const current = roundState(state, round)
  if (current.phase === 'waiting') return { refused: 'waiting' }
  if (!isUnsealed(current)) return { refused: 'sealed' }
  const { closesAt } = lastWindow(current)
  const now = Date.now()
  if (closesAt === null || now < Date.parse(closesAt)) return { refused: 'open' }
  const drainedAt = Date.parse(closesAt) + castTimeoutMs()
  if (now < drainedAt + 2 * marginMs) return { refused: 'draining' }
  const { attempt, buckets } = current
  return { attempt: { contest, round, attempt, buckets }, drainedAt, version: state.version }
}

/** The counts of every bucket, also of those without ballots. */
async function countBuckets(
  contest: Contest,
  round: Round,
  attempt: Attempt,
): Promise<{ ballots: number; buckets: Map<string, Tally> }> {
  const rules = ballotRules(contest, round)
  const buckets = new Map(bucketKeys(attempt).map((key) => [key, new Map<Mark, number>()]))
  let ballots = 0
  for await (const stored of readBallots(attempt)) {
    const tally = buckets.get(bucketOf(attempt, stored.voter))
    if (!tally) throw new Error(`no bucket for a ballot of round ${round.id}`)
    for (const mark of storedMarks(rules, stored)) tally.set(mark, (tally.get(mark) ?? 0) + 1)
    ballots += 1
  }
  return { ballots, buckets }
}

/** Writes while the round stands as it was found. Whatever else moves the contest meanwhile only costs another try. */
async function replaceCounts(write: TransactItems[number], found: Closed): Promise<Refused | undefined> {
  const { contest, round } = found.attempt
  let { version } = found
  for (let attempt = 1; attempt <= tries; attempt++) {
    if (await transact([headUnmoved(contest, version), write])) return undefined
    const now = await findClosed(contest, round)
    if ('refused' in now) return now
    // Opened again and closed meanwhile: the box is not the one that was counted.
    if (now.drainedAt !== found.drainedAt || now.attempt.attempt !== found.attempt.attempt)
      return { refused: 'draining' }
    version = now.version
    await sleep(Math.random() * 10 * attempt)
  }
  throw new Error(`the log of ${contest} keeps moving`)
}
