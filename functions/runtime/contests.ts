import type { Contest } from '#contract/contest.ts'
import { inForce } from '#core/contest/in-force.ts'
import type { ContestState } from '#core/contest/state.ts'
import { isRehearsal } from '#core/rehearsal.ts'
import { WarmCache } from '#functions/warm-cache.ts'
import { readDocument, readState } from '#store/contests.ts'
import { headAgeMs } from './times.ts'

/** A contest as a warm function knows it. `contest` is the document in force, `defined` the one that organisers wrote. */
export type KnownContest = { contest: Contest; defined: Contest; state: ContestState; readAt: number }

const known = new WarmCache<KnownContest>(200)
/** Only while they are under way. */
const reading = new Map<string, Promise<KnownContest | undefined>>()

/** The contest, at most one second old. Requests that ask at the same time share one read. */
export async function knownContest(id: string): Promise<KnownContest | undefined> {
  const cached = known.get(id)
  if (cached && Date.now() - cached.readAt < headAgeMs()) return cached
  const running = reading.get(id) ?? freshContest(id).finally(() => reading.delete(id))
  reading.set(id, running)
  return running
}

/** The contest as it is now: for decisions, and where a head from the cache would refuse. */
export async function freshContest(id: string): Promise<KnownContest | undefined> {
  const readAt = Date.now()
  const state = await readState(id)
  if (!state) return undefined
  const defined = await documentOf(id, state)
  const fresh = { contest: inForce(defined, state), defined, state, readAt }
  known.set(id, fresh)
  return fresh
}

/** After a change: what this warm function knew is out of date. Others hear of it when their copy is a second old. */
export function forgetContest(id: string): void {
  known.delete(id)
  reading.delete(id)
}

/** The document that was defined, as a state names it; a warm function reads each definition once. */
export async function documentOf(id: string, { definition }: ContestState): Promise<Contest> {
  const cached = isRehearsal(id) ? undefined : known.get(id)
  return cached?.state.definition === definition ? cached.defined : readDocument(id)
}
