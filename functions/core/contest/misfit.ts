import type { Refusal } from '#contract/refusals.ts'
import type { ContestEvent } from './acts.ts'
import { actOfEvent } from './registry.ts'
import type { ContestState } from './state.ts'

/**
 * Why an event cannot follow on a state, or undefined when it can: what `decide` works by, asked of what happened. What an organiser was
 * free to choose (lengths, who is staged) is not judged.
 */
export function misfit(state: ContestState, event: ContestEvent): Refusal | undefined {
  if (state.version === 0 && event.type !== 'contestDefined') return 'log-without-contest'
  const act = actOfEvent(event.type)
  const round = 'round' in event ? event.round : undefined
  return act?.refusal(state, round, event.at) ?? act?.misfit(event as never, state)
}
