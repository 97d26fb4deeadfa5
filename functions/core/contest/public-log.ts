import type { ContestEvent } from './acts.ts'
import { showsResult } from './live.ts'
import { isCounted, roundState, versionInForce, type ContestState } from './state.ts'

/**
 * What of a log anybody may read: nothing before the first publication, then all of it; as long as a count is sealed and not public, only what
 * stands before its seal, which tells of ties. What is left out comes later, so the chain of what is told stays whole.
 */
export function publicLog(events: readonly ContestEvent[], state: ContestState): readonly ContestEvent[] {
  if (!events.some(({ type }) => type === 'resultPublished')) return []
  const hidden = events.find((event) => event.type === 'roundSealed' && isHidden(event, state))
  return hidden ? events.slice(0, hidden.n - 1) : events
}

function isHidden(
  { round, attempt, version }: Extract<ContestEvent, { type: 'roundSealed' }>,
  state: ContestState,
): boolean {
  const current = roundState(state, round)
  if (!isCounted(current) || current.attempt !== attempt) return false
  return !showsResult(current, 'public') || version > versionInForce(current)
}
