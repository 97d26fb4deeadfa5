import { generateKeyPairSync } from 'node:crypto'
import { z } from 'zod'
import { readIfThere, writeWhole } from './data-folder.ts'
import { UserError } from '#terminal/user-error.ts'

const keysSchema = z.strictObject({
  publicKey: z.looseObject({ kty: z.string() }),
  privateKey: z.looseObject({ d: z.string() }),
})

/** Ed25519 key pair that signs sessions, as JSON Web Keys. */
export type SessionKeys = z.infer<typeof keysSchema>

/** The data folder's key pair, made on the first start; a new pair ends every session that was signed before. */
export const sessionKeys = (path: string): SessionKeys => {
  const text = readIfThere(path)
  if (text !== undefined) return parseKeys(path, text)

  const pair = generateKeyPairSync('ed25519')
  const keys = keysSchema.parse({
    publicKey: pair.publicKey.export({ format: 'jwk' }),
    privateKey: pair.privateKey.export({ format: 'jwk' }),
  })
  writeWhole(path, JSON.stringify(keys))
  return keys
}

const parseKeys = (path: string, text: string): SessionKeys => {
  try {
    return keysSchema.parse(JSON.parse(text))
  } catch {
    throw new UserError(
      `The file ${path} is damaged: put back a copy of it, or delete it, which asks everybody to sign in again.`,
    )
  }
}
