import { ed25519 } from '@noble/curves/ed25519.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { receiptClaimsSchema, type ReceiptClaims, type ReceiptKey } from '#contract/receipt-proof.ts'

/** A signed receipt, read: a compact JWS (RFC 7515) with the algorithm EdDSA over Ed25519 (RFC 8037). */
export type ReceiptProof = { claims: ReceiptClaims; signed: Uint8Array; signature: Uint8Array }

const compact = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{86})$/

/** The proof that a text is, however its lines were broken; undefined for any other text. Whose signature it bears is another question. */
export function readProof(text: string): ReceiptProof | undefined {
  const [, header = '', payload = '', signature = ''] = compact.exec(text.replace(/\s+/g, '')) ?? []
  const head = jsonIn(header)
  const claims = receiptClaimsSchema.safeParse(jsonIn(payload))
  if (!isObject(head) || head.alg !== 'EdDSA' || 'crit' in head || !claims.success) return undefined
  return { claims: claims.data, signed: utf8ToBytes(`${header}.${payload}`), signature: bytesIn(signature) }
}

/** Whether a contest's key made the signature. */
export function isSignedBy({ signed, signature }: ReceiptProof, { x }: ReceiptKey): boolean {
  try {
    return ed25519.verify(signature, signed, bytesIn(x), { zip215: false })
  } catch {
    // What is no point of the curve has signed nothing.
    return false
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

function jsonIn(part: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesIn(part)))
  } catch {
    return undefined
  }
}

/** Base64url without padding (RFC 4648). Throws on anything else. */
const bytesIn = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))
