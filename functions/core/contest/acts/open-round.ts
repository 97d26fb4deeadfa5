import { contestantsOf } from '#core/round.ts'
import { roundAct } from '../act.ts'
import { bucketsFor } from '../buckets.ts'
import { count, ids, seconds, window } from './fields.ts'
import { attemptMisfit, endAfter, lengthOf, windowMisfit } from './windows.ts'

/** An attempt begins. Who is judged in it is fixed from here on, whatever happens to the document. */
export const openRound = roundAct({
  command: 'openRound',
  /** `seconds`: until it closes by itself. Left out, the length that the round suggests; with null it stays open until somebody closes it. */
  commandFields: { seconds: seconds.nullable().optional() },
  event: 'roundOpened',
  eventFields: { attempt: count, ...window, buckets: count, contestants: ids },
  phases: {
    waiting: 'allowed',
    open: 'round-open',
    closed: 'round-ended',
    sealing: 'round-ended',
    sealed: 'round-ended',
    published: 'round-ended',
  },
  decide: (command, { contest, round, current, now, ...facts }) => ({
    event: {
      attempt: current.attempt,
      opensAt: now,
      closesAt: endAfter(now, lengthOf(command, round)),
      buckets: bucketsFor(round, { contest, ...facts }),
      contestants: contestantsOf(contest, round).map(({ id }) => id),
    },
  }),
  misfit: (event, current) => attemptMisfit(event, current) ?? windowMisfit(event),
  evolve: ({ voided }, { attempt, contestants, buckets, opensAt, closesAt }) => ({
    phase: 'opened',
    attempt,
    contestants,
    buckets,
    windows: [{ opensAt, closesAt }],
    ...(voided && { voided }),
  }),
})
