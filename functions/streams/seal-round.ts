import { setTimeout as sleep } from 'node:timers/promises'
import type { Contest, Round } from '#contract/contest.ts'
import { exclusions } from '#core/contest/actions.ts'
import { eligibleIn, excusedIn } from '#core/contest/eligible.ts'
import type { ContestEvent } from '#core/contest/acts.ts'
import { timeFor } from '#core/contest/log.ts'
import {
  isCorrectionDue,
  isCounted,
  lastWindow,
  roundState,
  type ContestState,
  type RoundState,
} from '#core/contest/state.ts'
import { countDue } from '#core/contest/versions.ts'
import { marksThatCount } from '#core/count.ts'
import { isRehearsal } from '#core/rehearsal.ts'
import { findRound } from '#core/round.ts'
import { bookLine, resultOf, sealEvent, withExclusions } from '#core/seal.ts'
import { changedSince } from '#core/standings/shown-marks.ts'
import { tallyOf } from '#core/tally.ts'
import { castTimeoutMs } from '#runtime/times.ts'
import { changeContest } from '#services/change-contest.ts'
import { freshContest } from '#runtime/contests.ts'
import { reportDrift } from '#services/drift.ts'
import { bookOf, recount, writeFile } from '#services/recount.ts'
import { stream, type StreamRecord } from '#runtime/stream.ts'
import { linesIn } from '#services/sealed-book.ts'
import { readPieces, readResult, resultWrite, textOf } from '#store/archive.ts'
import { deleteKey } from '#store/keys.ts'

/** Who the log names for what this function adds to it. */
const actor = 'seal-round'

/** What the stream is filtered for. */
type OfAttempt = Extract<ContestEvent, { type: 'sealRequested' | 'roundVoided' | 'approved' }>
type Sealing = Extract<RoundState, { phase: 'sealing' }>

/** Contests stream → result: seals an attempt when it is asked for, and forgets who voted how in a secret one that ended. */
export const handler = stream(async (records) => {
  for (const record of records) await end(record)
  return undefined
})

async function end(record: StreamRecord): Promise<void> {
  const id = record.dynamodb.Keys?.['contest']?.S
  const event = record.dynamodb.NewImage?.['event']?.S
  if (id === undefined || event === undefined) throw new Error('not the image of an event')
  const { round: roundId, attempt, type } = JSON.parse(event) as OfAttempt
  const known = await freshContest(id)
  // Wiped while its stream was still on the way.
  if (!known && isRehearsal(id)) return
  const round = known && findRound(known.contest, roundId)
  if (!round) throw new Error(`no round ${roundId} in contest ${id}`)
  if (type === 'sealRequested') await seal(known.contest, round, attempt)
  // Asked for anew, or approved: whatever the last count does not have.
  await correct(known.contest, round, attempt)
  if (round.secret && (await hasEnded(id, round, attempt)))
    await deleteKey({ contest: id, round: roundId, attempt })
}

async function seal(contest: Contest, round: Round, attempt: number): Promise<void> {
  const known = await freshContest(contest.id)
  const current = known && sealable(known.state, round, attempt)
  if (!current) return
  await drain(current)
  const still = await freshContest(contest.id)
  if (!still || !sealable(still.state, round, attempt)) return
  const { tally, lines, comments, arrivals } = await recount(contest, round, {
    contest: contest.id,
    round: round.id,
    ...current,
  })
  const sealed = { contest: contest.id, round: round.id, attempt, version: 1 }
  await writeFile('book', sealed, lines.map((line) => `${line}\n`).join(''))
  await writeFile('comments', sealed, JSON.stringify(comments))

  const at = new Date().toISOString()
  const { events } = await changeContest(contest.id, { actor, at }, (state) => {
    if (!state || !sealable(state, round, attempt)) return { events: [] }
    const result = resultOf({
      contest,
      round,
      attempt,
      ...countDue(state, round.id),
      sealedAt: timeFor(state, at),
      tally,
      eligible: eligibleIn(contest, state, round),
      excused: excusedIn(state, round),
      arrivals,
      book: bookOf(lines),
      log: { sha256: state.chain, events: state.version },
    })
    const changed = changedSince(contest, round, tally, current.shown)
    return { events: [sealEvent(round, result, tally, changed)], together: [resultWrite(result)] }
  })
  if (events.length > 0) await reportDrift(sealed, tally)
}

/**
 * Counts the book of a sealed attempt again where something was approved that its last count does not have. Repeatable: the log takes
 * each version once, and a version holds all that stands approved when it is written.
 */
async function correct(contest: Contest, round: Round, attempt: number): Promise<void> {
  const known = await freshContest(contest.id)
  if (!known || !correctable(known.state, round, attempt)) return
  const sealed = { contest: contest.id, round: round.id, attempt }
  const first = await readResult({ ...sealed, version: 1 })
  if (!first) throw new Error(`the first result of ${JSON.stringify(sealed)} is missing`)
  const book = linesIn(textOf(await readPieces('book', sealed)))

  const at = new Date().toISOString()
  await changeContest(contest.id, { actor, at }, (state) => {
    if (!state || !correctable(state, round, attempt)) return { events: [] }
    const due = countDue(state, round.id)
    const excluded = exclusions(due)
    const tally = tallyOf(marksThatCount(contest, round, book, excluded))
    const result = resultOf({
      contest,
      round,
      attempt,
      ...due,
      sealedAt: timeFor(state, at),
      tally,
      eligible: eligibleIn(contest, state, round),
      excused: excusedIn(state, round),
      arrivals: first.arrivals,
      book: bookOf(book.map((line) => bookLine(withExclusions(line, excluded)))),
      log: { sha256: state.chain, events: state.version },
    })
    return { events: [sealEvent(round, result, tally)], together: [resultWrite(result)] }
  })
}

/** Whether an attempt is sealed, and something was approved that its last count does not have. */
function correctable(state: ContestState, round: Round, attempt: number): boolean {
  const current = roundState(state, round.id)
  return isCounted(current) && current.attempt === attempt && isCorrectionDue(current)
}

/** The attempt, if it waits for its seal: sealed before, or voided meanwhile, there is nothing to do. */
function sealable(state: ContestState, round: Round, attempt: number): Sealing | undefined {
  const current = roundState(state, round.id)
  return current.phase === 'sealing' && current.attempt === attempt ? current : undefined
}

/** Whether an attempt is sealed or voided, so that nothing will ever be looked up in its box again. */
async function hasEnded(contest: string, round: Round, attempt: number): Promise<boolean> {
  const known = await freshContest(contest)
  const current = known && roundState(known.state, round.id)
  return current !== undefined && (isCounted(current) || current.attempt !== attempt)
}

/** A vote that arrived in the last instant may still be on its way into the box for as long as its function may run. */
async function drain(current: Sealing): Promise<void> {
  const closedAt = Date.parse(lastWindow(current).closesAt ?? new Date().toISOString())
  await sleep(Math.max(0, closedAt + castTimeoutMs() - Date.now()))
}
