import type { Fault } from '#contract/faults.ts'
import type { Refusal } from '#contract/refusals.ts'
import { fault } from '#core/faults.ts'
import { findRound } from '#core/round.ts'
import type { Facts } from './act.ts'
import type { Command, NewEvent } from './acts.ts'
import { timeFor } from './log.ts'
import { actOfCommand } from './registry.ts'

/** What a command leads to: events for the log (none when everything is as asked already), or why not; `named` tells about whom or what. */
export type Decision = { events: NewEvent[] } | { refusal: Refusal; named?: Fault[] } | { faults: Fault[] }

/** Decides a command against the state. Pure: the clock comes in with the facts. */
export function decide(command: Command, given: Facts): Decision {
  const act = actOfCommand(command.type)
  const facts = { ...given, now: timeFor(given.state, given.now) }
  const round = 'round' in command ? command.round : undefined
  if (round !== undefined && !findRound(facts.contest, round))
    return { faults: [fault('$.round', 'unknown-round', { id: round })] }
  const refusal = act.refusal(facts.state, round, facts.now)
  if (refusal) return { refusal }
  const verdict = act.decide(command as never, facts)
  if (!('event' in verdict)) return verdict
  if (verdict.event === null) return { events: [] }
  // An act decides what its own event says.
  return { events: [{ type: act.eventType, ...verdict.event } as NewEvent] }
}
