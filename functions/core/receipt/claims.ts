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

const encoded = (value: object): string => base64url(new TextEncoder().encode(JSON.stringify(value)))

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')

/** What is signed: header and claims of a compact JWS (RFC 7515) with Ed25519 (RFC 8037). The same claims always give the same text. */
export const signedText = (claims: ReceiptClaims): string => `${encoded({ alg: 'EdDSA' })}.${encoded(claims)}`

/** The proof of a ballot, which the box need not keep: its signature and what stands there anyway are enough. `signature` is base64url. */
export const proofOf = (claims: ReceiptClaims, signature: string): string =>
  `${signedText(claims)}.${signature}`
