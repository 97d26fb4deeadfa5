import * as z from 'zod'
import { asItIs, contestAct } from '../act.ts'

const text = z.string().trim().min(1).max(200)

/** What whoever is on stage is to read, or nothing any more. It stands on a display in the hall and in the log: anybody may read it. */
export const messageStage = contestAct({
  command: 'messageStage',
  commandFields: { text: text.nullable() },
  alsoFor: ['clerk'],
  event: 'stageMessaged',
  eventFields: { text: text.nullable() },
  decide: ({ text }, { state }) => ((state.message?.text ?? null) === text ? asItIs : { event: { text } }),
  evolve: ({ message: _, ...state }, { text, at }) => ({
    ...state,
    ...(text !== null && { message: { text, since: at } }),
  }),
})
