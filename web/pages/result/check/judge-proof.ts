import type { BookLine } from '#contract/ballot.ts'
import type { Contest } from '#contract/contest.ts'
import type { Result } from '#contract/live.ts'
import type { ContestEvent } from '#core/contest/acts.ts'
import type { ReceiptProof } from '#core/receipt/proof.ts'
import { isProofOf, receiptKeyIn, voidReason } from '#core/receipt/verdict.ts'
import { whereabouts } from '#core/receipt/whereabouts.ts'
import { findRound } from '#core/round.ts'
import { parseAnswer } from '../../../api/request.ts'
import type { Found, ProofVerdict } from './messages.ts'

/** What is published, as it came over the wire; `events` are those of the public log. */
type Published = { document: string; result: string; events: readonly ContestEvent[] }

/** Holds a signed receipt against a published result. `line`: what its book has under the receipt. */
export function judgeProof(proof: ReceiptProof, line: BookLine | null, published: Published): Found {
  const verdict = verdictOn(proof, line, published)
  const isOfThis = verdict === 'in-book' || verdict === 'changed' || verdict === 'replaced'
  return { line: isOfThis ? line : null, proof: { receipt: proof.claims.receipt, verdict } }
}

function verdictOn(
  proof: ReceiptProof,
  line: BookLine | null,
  { document, result, events }: Published,
): ProofVerdict {
  const contest = parseAnswer<Contest>(document)
  const sealed = parseAnswer<Result>(result)
  const key = receiptKeyIn(events)
  if (!key) return 'no-key'
  if (!isProofOf(proof, contest, key)) return 'not-signed'
  if (proof.claims.round !== sealed.round) return 'elsewhere'
  if (voidReason(events, proof.claims) !== undefined) return 'voided'
  if (proof.claims.attempt !== sealed.attempt) return 'elsewhere'
  return whereabouts(proof.claims, line ?? undefined, findRound(contest, sealed.round)?.revisable !== false)
}
