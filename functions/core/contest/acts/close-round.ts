import * as z from 'zod'
import { asItIs, roundAct } from '../act.ts'
import { lastWindow, stored } from '../state.ts'
import { time } from './fields.ts'
import { endMisfit, secondsAfter, withNewEnd } from './windows.ts'

/** Seconds of notice that a close gives at least. */
export const shortestNotice = 3
/** Seconds between closing by hand and the end, unless the command says otherwise: every warm function hears of it in time. */
const closingSeconds = 5

/** The end of an open window is set a few seconds ahead. An end that comes sooner stays. The countdown takes the place of marks that are shown. */
export const closeRound = roundAct({
  command: 'closeRound',
  commandFields: { inSeconds: z.int().min(shortestNotice).max(3_600).optional() },
  event: 'roundClosing',
  eventFields: { closesAt: time },
  phases: {
    waiting: 'round-not-opened',
    open: 'allowed',
    closed: 'round-not-open',
    sealing: 'round-not-open',
    sealed: 'round-not-open',
    published: 'round-not-open',
  },
  decide: ({ inSeconds = closingSeconds }, { current, now }) => {
    const { closesAt } = lastWindow(current)
    const end = secondsAfter(now, inSeconds)
    return closesAt !== null && closesAt <= end ? asItIs : { event: { closesAt: end } }
  },
  misfit: endMisfit,
  evolve: ({ marks: _, ...current }, { closesAt }) => stored(withNewEnd(current, closesAt)),
})
