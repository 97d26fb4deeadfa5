import { generateKeyPairSync } from 'node:crypto'
import { CompactSign } from 'jose'
import type { ReceiptClaims, ReceiptKey } from '#contract/receipt-proof.ts'

/** A key of a contest's receipts that a test holds, and what it signs with it. */
export class ReceiptSigner {
  readonly jwk: ReceiptKey
  readonly #key

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    this.#key = privateKey
    this.jwk = publicKey.export({ format: 'jwk' }) as ReceiptKey
  }

  sign(claims: ReceiptClaims, header: { alg: string } = { alg: 'EdDSA' }): Promise<string> {
    return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
      .setProtectedHeader(header)
      .sign(this.#key)
  }
}
