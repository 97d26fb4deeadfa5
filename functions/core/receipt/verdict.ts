import type { Contest } from '#contract/contest.ts'
import type { ReceiptKey } from '#contract/receipt-proof.ts'
import type { ContestEvent } from '../contest/acts.ts'
import { isSignedBy, type ReceiptProof } from './proof.ts'
import type { Whereabouts } from './whereabouts.ts'

/** What can be said of a signed receipt in the face of a published result. */
export type Verdict = Whereabouts | 'not-signed'

/** The key that a log names for receipts, before the first opening. */
export const receiptKeyIn = (events: readonly ContestEvent[]): ReceiptKey | undefined =>
  events.flatMap((event) => (event.type === 'receiptKey' ? [event.jwk] : []))[0]

/** Whether a contest made a proof, by the key in its log. */
export const isProofOf = (
  proof: ReceiptProof,
  { id }: Pick<Contest, 'id'>,
  key: ReceiptKey | undefined,
): boolean => proof.claims.contest === id && key !== undefined && isSignedBy(proof, key)

/** Why an attempt was voided, if it was: its ballots stand in no book and count nowhere. */
export function voidReason(
  events: readonly ContestEvent[],
  { round, attempt }: { round: string; attempt: number },
): string | undefined {
  const voided = events.find(
    (event) => event.type === 'roundVoided' && event.round === round && event.attempt === attempt,
  )
  return voided?.type === 'roundVoided' ? voided.reason : undefined
}
