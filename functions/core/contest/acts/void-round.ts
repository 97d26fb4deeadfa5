import { roundAct } from '../act.ts'
import { count, reason } from './fields.ts'
import { attemptMisfit } from './windows.ts'

/** An attempt counts no more. Its ballots stay on record; the next opening begins another attempt. */
export const voidRound = roundAct({
  command: 'voidRound',
  commandFields: { reason },
  event: 'roundVoided',
  eventFields: { attempt: count, reason },
  phases: {
    waiting: 'round-not-opened',
    open: 'allowed',
    closed: 'allowed',
    sealing: 'allowed',
    sealed: 'allowed',
    published: 'allowed',
  },
  // What is urgent stays with one person; what undoes a count takes two.
  refusal: (current, { approvals }) =>
    approvals === 'two' && (current.phase === 'sealed' || current.phase === 'published')
      ? 'needs-approval'
      : undefined,
  decide: (command, { current }) => ({ event: { attempt: current.attempt, reason: command.reason } }),
  misfit: attemptMisfit,
  evolve: ({ buckets }, { attempt, reason, at }) => ({
    phase: 'waiting',
    attempt: attempt + 1,
    voided: { attempt, reason, at, buckets },
  }),
})
