import type { Act } from './act.ts'
import { acts } from './acts.ts'

export const everyAct: readonly Act[] = acts
const byCommand = new Map(everyAct.map((act) => [act.commandType, act]))
const byEvent = new Map(everyAct.map((act) => [act.eventType, act]))

/** The acts that organisers ask for. */
export const commandActs = everyAct.filter(({ command }) => command !== undefined)

/** The act that a command asks for. Throws where no schema can have let it through. */
export function actOfCommand(type: string): Act {
  const act = byCommand.get(type)
  if (!act) throw new Error(`no act for the command ${type}`)
  return act
}

/** The act that an event tells of, undefined for a type that nobody knows. */
export const actOfEvent = (type: string): Act | undefined => byEvent.get(type)
