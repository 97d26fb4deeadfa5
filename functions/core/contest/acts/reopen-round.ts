import { roundAct } from '../act.ts'
import { reason, seconds, window } from './fields.ts'
import { endAfter, lengthOf, windowMisfit } from './windows.ts'

/** A closed round takes ballots again, in a further window of the same attempt. */
export const reopenRound = roundAct({
  command: 'reopenRound',
  /** `seconds` as for an opening. */
  commandFields: { seconds: seconds.nullable().optional(), reason: reason.optional() },
  event: 'roundReopened',
  eventFields: { ...window, reason: reason.optional() },
  phases: {
    waiting: 'round-not-opened',
    open: 'round-open',
    closed: 'allowed',
    sealing: 'round-sealing',
    sealed: 'round-sealed',
    published: 'round-sealed',
  },
  decide: (command, { round, now }) => ({
    event: {
      opensAt: now,
      closesAt: endAfter(now, lengthOf(command, round)),
      ...(command.reason !== undefined && { reason: command.reason }),
    },
  }),
  misfit: windowMisfit,
  // Whoever has joined meanwhile may vote in the new window.
  evolve: ({ eligible: _, ...current }, { opensAt, closesAt }) => ({
    ...current,
    phase: 'opened',
    windows: [...current.windows, { opensAt, closesAt }],
  }),
})
