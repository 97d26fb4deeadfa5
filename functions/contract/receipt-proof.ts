import * as z from 'zod'
import { says } from './faults.ts'

/** The public half of the key by which a contest signs receipts: Ed25519, as a JSON Web Key (RFC 8037). */
export const receiptKeySchema = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().regex(/^[A-Za-z0-9_-]{43}$/, says('id-form')),
})

/**
 * What a signed receipt says: under this name the box of this attempt holds the ballot with this digest, the SHA-256 of its canonical
 * JSON as it stands in the book. `at`, the second of arrival, is told in named rounds only.
 */
export const receiptClaimsSchema = z.strictObject({
  contest: z.string(),
  round: z.string(),
  attempt: z.int().min(1),
  receipt: z.string(),
  ballot: z.string().regex(/^[0-9a-f]{64}$/, says('not-a-digest')),
  at: z.string().optional(),
})

export type ReceiptKey = z.infer<typeof receiptKeySchema>
export type ReceiptClaims = z.infer<typeof receiptClaimsSchema>
