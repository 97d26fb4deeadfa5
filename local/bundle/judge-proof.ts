import { join } from 'node:path'
import type { BookLine } from '#contract/ballot.ts'
import { findRound } from '#core/round.ts'
import type { ReceiptProof } from '#core/receipt/proof.ts'
import { isProofOf, receiptKeyIn, type Verdict, voidReason } from '#core/receipt/verdict.ts'
import { whereabouts } from '#core/receipt/whereabouts.ts'
import { UserError } from '#terminal/user-error.ts'
import { bookLineOf } from './book-line.ts'
import type { ReadBundle } from './verify-bundle.ts'

/** What a bundle has of a signed receipt. `voided`: why its attempt was, which is why it stands in no book. */
export type Judged = { verdict: Verdict; line?: BookLine; voided?: string }

/**
 * Holds a proof against a bundle in a folder; in one that does not verify no other ballot passes for a later revision.
 * Throws a `UserError` where the bundle has no result of the round, so that nothing can be said.
 */
export function judgeProof(
  proof: ReceiptProof,
  folder: string,
  { contest, log, results }: ReadBundle,
  isVerified: boolean,
): Judged {
  const { claims } = proof
  if (!contest || !log)
    throw new UserError(`${folder} has no contest.json or no log.ndjson that can be read.`)
  if (!isProofOf(proof, contest, receiptKeyIn(log.events))) return { verdict: 'not-signed' }
  const voided = voidReason(log.events, claims)
  if (voided !== undefined) return { verdict: 'missing', voided }
  const round = findRound(contest, claims.round)
  const sealed = results.find(
    ({ result }) => result.round === claims.round && result.attempt === claims.attempt,
  )
  if (!round || !sealed)
    throw new UserError(`${folder} has no result of round ${claims.round}, attempt ${claims.attempt}.`)
  const line = bookLineOf(join(folder, sealed.place.book), claims.receipt)
  const revisable = isVerified && round.revisable !== false
  return { verdict: whereabouts(claims, line, revisable), ...(line && { line }) }
}
