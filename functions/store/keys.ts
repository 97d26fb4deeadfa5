import { randomBytes } from 'node:crypto'
import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { db, nameOf } from './client.ts'
import { rehearsalsOnly } from './rehearsals-only.ts'
import type { TransactItems } from './transact.ts'

/** Keys: 32 random bytes per attempt of a secret round. Once deleted, nobody can tie a ballot to a voter from the tables. */

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
