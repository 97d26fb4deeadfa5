import type { ContestEvent } from './acts.ts'
import { actOfEvent } from './registry.ts'
import type { ContestState } from './state.ts'

/** Folds one event into the state. Throws on one that cannot have happened there: the verifier asks `misfit` first. */
export function evolve(state: ContestState, event: ContestEvent): ContestState {
  const act = actOfEvent(event.type)
  if (!act) throw new Error(`no act for the event ${event.type}`)
  return { ...act.evolve(state, event as never), version: event.n, chain: event.hash, at: event.at }
}
