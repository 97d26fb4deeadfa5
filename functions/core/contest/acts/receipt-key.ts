import { receiptKeySchema } from '#contract/receipt-proof.ts'
import { contestEvent } from '../act.ts'
import type { ContestState } from '../state.ts'

/**
 * The contest has a key to sign receipts with. It comes with the first opening and stands before it in the log, so that nobody can later
 * put another in its place.
 */
export const receiptKey = contestEvent({
  event: 'receiptKey',
  eventFields: { jwk: receiptKeySchema },
  refusal: (state) => (state.receiptKey || hasOpened(state) ? 'receipt-key-late' : undefined),
  evolve: (state, { jwk }) => ({ ...state, receiptKey: jwk }),
})

/** A round was opened once: a void leaves it waiting for its next attempt. */
const hasOpened = ({ rounds }: ContestState): boolean => Object.keys(rounds).length > 0
