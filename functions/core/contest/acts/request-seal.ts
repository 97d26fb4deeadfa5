import { roundAct } from '../act.ts'
import { isCorrectionDue } from '../state.ts'
import { count } from './fields.ts'
import { attemptMisfit } from './windows.ts'

/**
 * The seal of a closed round is asked for; a program seals when the last votes are in. Asking again while the seal is due is allowed: it
 * wakes the count once more should the first try have failed. So it does where a correction is due.
 */
export const requestSeal = roundAct({
  command: 'sealRound',
  commandFields: {},
  event: 'sealRequested',
  eventFields: { attempt: count },
  phases: {
    waiting: 'round-not-opened',
    open: 'round-not-closed',
    closed: 'allowed',
    sealing: 'allowed',
    sealed: 'allowed',
    published: 'allowed',
  },
  refusal: (current) =>
    (current.phase === 'sealed' || current.phase === 'published') && !isCorrectionDue(current)
      ? 'round-sealed'
      : undefined,
  decide: (_, { current }) => ({ event: { attempt: current.attempt } }),
  misfit: attemptMisfit,
  evolve: (current) =>
    current.phase === 'sealed' || current.phase === 'published' ? current : { ...current, phase: 'sealing' },
})
