import { digestOf } from '#core/canonical.ts'
import type { ContestEvent, Happening } from './events.ts'

/** What the first event of a log names as the hash before it. */
export const genesis = '0'.repeat(64)

/**
 * Puts happenings on the log after event `version` whose hash is `chain`. An event's hash is the SHA-256 of its canonical JSON
 * without `hash`; since it contains `prev`, no earlier event can change without changing every later hash.
 */
export function chainEvents(
  { version, chain }: { version: number; chain: string },
  happenings: readonly Happening[],
  { at, actor }: { at: string; actor: string },
): ContestEvent[] {
  let prev = chain
  return happenings.map((happening, index) => {
    const event = { n: version + 1 + index, at, actor, ...happening, prev }
    prev = digestOf(event)
    return { ...event, hash: prev }
  })
}
