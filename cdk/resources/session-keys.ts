import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readSecret, writeSecret } from '#runtime/secrets.ts'
import { customResource } from './custom-resource.ts'

/**
 * CloudFormation → the key pair that sessions are signed with. The private key goes into the secret and nowhere else, the public one
 * is answered for the environment of every function. Only another generation makes other keys; it ends all sessions.
 */
export const handler = customResource(async ({ secret, kept }) => {
  if (kept === 'stays') {
    const key = createPublicKey({ key: JSON.parse(await readSecret(secret)), format: 'jwk' })
    return { PublicKey: textOf(key) }
  }
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  await writeSecret(secret, textOf(privateKey))
  return { PublicKey: textOf(publicKey) }
})

const textOf = (key: KeyObject): string => JSON.stringify(key.export({ format: 'jwk' }))
