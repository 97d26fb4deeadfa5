import { createPrivateKey, generateKeyPair, type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'
import type { Contest } from '#contract/contest.ts'
import type { ReceiptClaims, ReceiptKey } from '#contract/receipt-proof.ts'
import type { ContestState } from '#core/contest/state.ts'
import type { NewEvent } from '#core/contest/acts.ts'
import { plain } from '#core/ballot.ts'
import { claimsOf, proofOf, signedText } from '#core/receipt/claims.ts'
import { WarmCache } from '#functions/warm-cache.ts'
import { logger } from '#runtime/log.ts'
import { readSigningKey, signingKeyWrite, type SigningKey } from '#store/keys.ts'
import type { StoredBallot } from '#store/ballots.ts'
import type { TransactItems } from '#store/transact.ts'

/**
 * The key of a contest whose first round is being opened: the event with its public half, to stand before the opening, and the write of
 * the whole. Nothing once a key is there, or a round was opened without one.
 */
export async function receiptKeyBefore(
  contest: Contest['id'],
  state: ContestState,
  events: readonly NewEvent[],
): Promise<{ events: NewEvent[]; together: TransactItems }> {
  const isFirst = Object.keys(state.rounds).length === 0 && !state.receiptKey
  if (!isFirst || !events.some(({ type }) => type === 'roundOpened')) return { events: [], together: [] }
  const { privateKey } = await promisify(generateKeyPair)('ed25519')
  const key = privateKey.export({ format: 'jwk' }) as SigningKey
  const { kty, crv, x } = key
  return {
    events: [{ type: 'receiptKey', jwk: { kty, crv, x } }],
    together: [signingKeyWrite(contest, key)],
  }
}

/** Keys that a warm function has read: one read a contest, however many ballots come. */
const known = new WarmCache<KeyObject>(200)

/**
 * The signature of a receipt, base64url; undefined where the contest has no key. Where the log names a key that is not there any more, the ballot
 * is received all the same and the fault is logged: evidence less is better than a vote less.
 */
export async function signReceipt(
  claims: ReceiptClaims,
  receiptKey: ReceiptKey | undefined,
): Promise<string | undefined> {
  if (!receiptKey) return undefined
  const key = await signingKey(claims.contest, receiptKey.x)
  if (!key) {
    logger.error('the key that signs receipts is missing', { contest: claims.contest })
    return undefined
  }
  return sign(null, Buffer.from(signedText(claims)), key).toString('base64url')
}

/** `publicKey`: the key that the log names. A rehearsal and the one after it have the same id and different keys. */
async function signingKey(contest: string, publicKey: string): Promise<KeyObject | undefined> {
  const name = `${contest}/${publicKey}`
  const cached = known.get(name)
  if (cached) return cached
  const jwk = await readSigningKey(contest)
  if (jwk?.x !== publicKey) return undefined
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  known.set(name, key)
  return key
}

/** The proof of what lies in the box, made from what stands there. */
export function proofOfStored(
  attempt: Pick<ReceiptClaims, 'contest' | 'round' | 'attempt'>,
  { receipt, ballot, casts, signature }: StoredBallot,
): string | undefined {
  if (signature === undefined) return undefined
  return proofOf(claimsOf(attempt, { receipt, ballot: plain(ballot), at: casts.at(-1)?.at }), signature)
}
