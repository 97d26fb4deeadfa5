import { digestOf } from '#core/canonical.ts'
import type { ContestEvent, NewEvent } from './acts.ts'

/** What the first event of a log names as the hash before it. */
export const genesis = '0'.repeat(64)

/**
 * The time that counts for what arrived at `arrival`: never before the last event. Of two commands that race, the later one may
 * be logged first; the other is then decided, and logged, as if it had come right after it.
 */
export const timeFor = (last: { at: string }, arrival: string): string =>
  arrival > last.at ? arrival : last.at

/**
 * Puts new events on the log after the last one, which has number `version` and hash `chain`. An event's hash is the SHA-256
 * of its canonical JSON without `hash`; since it contains `prev`, no earlier event can change without changing every later hash.
 */
export function chainEvents(
  last: { version: number; chain: string; at: string },
  newEvents: readonly NewEvent[],
  { at: arrival, actor }: { at: string; actor: string },
): ContestEvent[] {
  const at = timeFor(last, arrival)
  let prev = last.chain
  return newEvents.map((newEvent, index) => {
    const event = { n: last.version + 1 + index, at, actor, ...newEvent, prev }
    prev = digestOf(event)
    return { ...event, hash: prev }
  })
}
