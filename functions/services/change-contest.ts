import { setTimeout as sleep } from 'node:timers/promises'
import type { CommandResult } from '#contract/office.ts'
import type { NewEvent } from '#core/contest/acts.ts'
import { evolve } from '#core/contest/evolve.ts'
import { chainEvents } from '#core/contest/log.ts'
import { emptyState, type ContestState } from '#core/contest/state.ts'
import { appendEvents, readState } from '#store/contests.ts'
import type { TransactItems } from '#store/transact.ts'
import { details } from '#words/en/problems.ts'
import { forgetContest } from '#runtime/contests.ts'
import { Problem } from '#runtime/problem.ts'

const tries = 12

export type Change = { events: readonly NewEvent[]; together?: TransactItems }
/** Who asks, when it arrived, and on what it insists. */
export type By = {
  actor: string
  at: string
  ifVersion?: number | undefined
  /** Milliseconds after which a write that has not answered is given up, and decided anew. */
  writeWithinMs?: number | undefined
}

/**
 * Decides on the contest as it is and appends what happened, in one transaction. When somebody else was faster it decides
 * again on the newer state, unless the caller insisted on a version. Nothing happened: nothing is written.
 * Answers what was decided on that state too, with whatever `decide` put beside it. Throws what `decide` throws, `version-conflict`, or `unavailable` after a dozen lost races.
 */
export async function changeContest<Decided extends Change>(
  contest: string,
  { actor, at, ifVersion, writeWithinMs }: By,
  decide: (state: ContestState | undefined) => Decided | Promise<Decided>,
): Promise<CommandResult & { decided: Decided }> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const before = await readState(contest)
    const version = before?.version ?? 0
    if (ifVersion !== undefined && ifVersion !== version)
      throw new Problem('version-conflict', { detail: details.atVersion(version) })
    const decided = await decide(before)
    const { events: added, together = [] } = decided
    if (added.length === 0 && together.length === 0) return { version, events: [], decided }
    const events = chainEvents(before ?? emptyState, added, { actor, at })
    const after = events.reduce(evolve, before ?? emptyState)
    const signal = writeWithinMs === undefined ? undefined : AbortSignal.timeout(writeWithinMs)
    if (await appended(appendEvents(contest, version, after, events, together, signal))) {
      forgetContest(contest)
      return { version: after.version, events, decided }
    }
    await sleep(Math.random() * 10 * attempt)
  }
  throw new Problem('unavailable', { retryAfterSeconds: 1 })
}

/** A write that was given up may still land. The next try sees it, or moves the head on so that it cannot. */
const appended = (write: Promise<boolean>): Promise<boolean> =>
  write.catch((error: unknown) => {
    if (error instanceof Error && error.name === 'AbortError') return false
    throw error
  })
