import { roundAct } from '../act.ts'
import { lastWindow, stored } from '../state.ts'
import { seconds, time } from './fields.ts'
import { endMisfit, secondsAfter, withNewEnd } from './windows.ts'

/** The end of an open window moves on. */
export const extendRound = roundAct({
  command: 'extendRound',
  commandFields: { seconds },
  event: 'roundExtended',
  eventFields: { closesAt: time },
  phases: {
    waiting: 'round-not-open',
    open: 'allowed',
    closed: 'round-not-open',
    sealing: 'round-not-open',
    sealed: 'round-not-open',
    published: 'round-not-open',
  },
  refusal: (current) => (lastWindow(current).closesAt === null ? 'round-without-end' : undefined),
  decide: (command, { current }) => {
    const { closesAt } = lastWindow(current)
    return closesAt === null
      ? { refusal: 'round-without-end' }
      : { event: { closesAt: secondsAfter(closesAt, command.seconds) } }
  },
  misfit: endMisfit,
  evolve: (current, { closesAt }) => stored(withNewEnd(current, closesAt)),
})
