import * as z from 'zod'
import { overlayPart } from '#contract/live.ts'
import { asItIs, contestAct } from '../act.ts'

/** Which parts of the stream overlay are let through. In any order and number they mean the same; they are logged once each, in one order. */
export const showOverlay = contestAct({
  command: 'showOverlay',
  commandFields: { parts: z.array(overlayPart).max(overlayPart.options.length) },
  event: 'overlayShown',
  eventFields: { parts: z.array(overlayPart) },
  decide: ({ parts: asked }, { state }) => {
    const parts = [...new Set(asked)].sort()
    return state.overlay?.join() === parts.join() ? asItIs : { event: { parts } }
  },
  evolve: (state, { parts }) => ({ ...state, overlay: parts }),
})
