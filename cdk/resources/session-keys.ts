import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import * as z from 'zod'
import { readSecret, writeSecret } from '#runtime/secrets.ts'
import { customResource } from './custom-resource.ts'

/**
 * CloudFormation → the key pair that sessions are signed with. The private key goes into the secret and nowhere else, the public one
 * is answered for the environment of every function. Only another generation makes other keys; it ends all sessions.
 */
export const handler = customResource(async ({ secret, kept }) => {
  if (kept === 'stays') {
    const jwk = jwkSchema.parse(JSON.parse(await readSecret(secret)))
    return { PublicKey: textOf(createPublicKey(createPrivateKey({ key: jwk, format: 'jwk' }))) }
  }
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  await writeSecret(secret, textOf(privateKey))
  return { PublicKey: textOf(publicKey) }
})

const jwkSchema = z.record(z.string(), z.string())

const textOf = (key: KeyObject): string => JSON.stringify(key.export({ format: 'jwk' }))
