import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/** SHA-256 over bytes that come piece by piece. */
export type StreamHash = { update: (bytes: Uint8Array) => void; hex: () => string }

/** Written in JavaScript, so it runs anywhere; whoever has a faster one hands that in. */
export function plainHash(): StreamHash {
  const hash = sha256.create()
  return { update: (bytes) => void hash.update(bytes), hex: () => bytesToHex(hash.digest()) }
}
