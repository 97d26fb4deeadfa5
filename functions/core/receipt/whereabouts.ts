import type { BookLine } from '#contract/ballot.ts'
import type { ReceiptClaims } from '#contract/receipt-proof.ts'
import { digestOf } from '../canonical.ts'

/**
 * What a published book has of a signed receipt: the very ballot; no line at all; or another ballot under it. `replaced`: voters could change
 * their ballots, so that it may be a later revision, which only its voter knows. `changed`: no voter can have done it.
 */
export type Whereabouts = 'in-book' | 'missing' | 'replaced' | 'changed'

/**
 * `line`: what stands under the receipt in the book of the attempt. `revisable`: whether voters could change a ballot, and the book is the one that was
 * sealed.
 */
export function whereabouts(
  { ballot }: Pick<ReceiptClaims, 'ballot'>,
  line: Pick<BookLine, 'ballot'> | undefined,
  revisable: boolean,
): Whereabouts {
  if (!line) return 'missing'
  if (digestOf(line.ballot) === ballot) return 'in-book'
  return revisable ? 'replaced' : 'changed'
}
