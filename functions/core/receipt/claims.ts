import type { Ballot } from '#contract/ballot.ts'
import type { ReceiptClaims } from '#contract/receipt-proof.ts'
import { digestOf } from '../canonical.ts'

type Received = { receipt: string; ballot: Ballot; at?: string | undefined }

/** What a signed receipt says of a ballot. `at`: ISO 8601 with milliseconds, of which the second is told; left out in a secret round. */
export const claimsOf = (
  { contest, round, attempt }: Pick<ReceiptClaims, 'contest' | 'round' | 'attempt'>,
  { receipt, ballot, at }: Received,
): ReceiptClaims => ({
  contest,
  round,
  attempt,
  receipt,
  ballot: digestOf(ballot),
  ...(at !== undefined && { at: `${at.slice(0, 19)}Z` }),
})
