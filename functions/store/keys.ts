import { randomBytes } from 'node:crypto'
import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { db, nameOf } from './client.ts'
import { rehearsalsOnly } from './rehearsals-only.ts'
import { fromJson } from './stored.ts'
import type { TransactItems } from './transact.ts'

/**
 * Keys: 32 random bytes per attempt of a secret round, and per contest the key that signs receipts. Once the first is deleted, nobody can
 * tie a ballot to a voter from the tables. The second has no `/` in its name: only the function that casts may read such an item.
 */

type SecretAttempt = { contest: string; round: string; attempt: number }

const table = () => nameOf('Keys')
const keyItem = z.object({ secret: z.instanceof(Uint8Array) })
const keyOf = ({ contest, round, attempt }: SecretAttempt) => ({ attempt: `${contest}/${round}/${attempt}` })

/** The write that makes the key of an attempt, for the transaction that logs its opening: until then nobody has used one. */
export const keyWrite = (attempt: SecretAttempt): TransactItems[number] => ({
  Put: { TableName: table(), Item: { ...keyOf(attempt), secret: randomBytes(32) } },
})

/** The key, or undefined once it is deleted. */
export async function readKey(attempt: SecretAttempt): Promise<Uint8Array | undefined> {
  const { Item } = await db.send(
    new GetCommand({ TableName: table(), Key: keyOf(attempt), ConsistentRead: true }),
  )
  return Item && keyItem.parse(Item).secret
}

/** Repeatable. */
export const deleteKey = (attempt: SecretAttempt): Promise<unknown> =>
  db.send(new DeleteCommand({ TableName: table(), Key: keyOf(attempt) }))

/** The deletion of the key of a rehearsal's attempt, sealed or not. Repeatable. */
export function keyDeletion(attempt: SecretAttempt): () => Promise<unknown> {
  rehearsalsOnly(attempt.contest)
  return () => deleteKey(attempt)
}

/** The private half of the key that signs a contest's receipts, as a JWK. */
export type SigningKey = { kty: 'OKP'; crv: 'Ed25519'; x: string; d: string }

const signingKeyItem = z.object({ jwk: z.string().transform((text) => fromJson<SigningKey>(text)) })

/** The write that keeps the key which signs receipts, for the transaction that logs its public half. */
export const signingKeyWrite = (contest: string, jwk: SigningKey): TransactItems[number] => ({
  Put: { TableName: table(), Item: { attempt: contest, jwk: JSON.stringify(jwk) } },
})

/** The key that signs a contest's receipts, or undefined where there is none. */
export async function readSigningKey(contest: string): Promise<SigningKey | undefined> {
  const { Item } = await db.send(
    new GetCommand({ TableName: table(), Key: { attempt: contest }, ConsistentRead: true }),
  )
  return Item && signingKeyItem.parse(Item).jwk
}

/** The deletion of the key that signed a rehearsal's receipts. Repeatable. */
export function signingKeyDeletion(contest: string): () => Promise<unknown> {
  rehearsalsOnly(contest)
  return () => db.send(new DeleteCommand({ TableName: table(), Key: { attempt: contest } }))
}
