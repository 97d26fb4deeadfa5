import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { expect, onTestFinished, test } from 'vitest'
import { createTables } from '#local/engine/create-tables.ts'
import { openDatabase } from '#local/engine/database-file.ts'
import { forgetSecrets, noteDeletedKeys } from '#local/engine/secret-attempts.ts'
import { tables } from '#store/tables.ts'
import { clientOf, engineOn, temporaryFolder } from '../support.ts'

/** A database with two ballots of a secret attempt, and one of a named round beside it. */
const boxes = async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'leitai.db')
  const client = clientOf(await engineOn(file))
  await createTables(client, tables)
  const database = openDatabase(file)
  onTestFinished(() => database.close())
  const cast = (bucket: string, voter: string, at?: string) =>
    client.send(
      new PutItemCommand({
        TableName: 'Ballots',
        Item: {
          bucket: { S: bucket },
          voter: { S: voter },
          casts: { L: [{ M: { id: { S: 'r' }, ...(at !== undefined && { at: { S: at } }) } }] },
        },
      }),
    )
  const key = { attempt: { S: 'c/secret/1' } }
  await client.send(
    new PutItemCommand({ TableName: 'Keys', Item: { ...key, secret: { B: Buffer.alloc(32) } } }),
  )
  await cast('c/named/1#0', 'ann', '2022-01-01T00:00:00Z')
  await cast('c/secret/1#0', 'tag-1')
  await cast('c/secret/1#1', 'tag-2')
  return {
    database,
    failed: join(folder, 'failed'),
    deleteKey: () => client.send(new DeleteItemCommand({ TableName: 'Keys', Key: key })),
    noted: () => database.prepare('SELECT attempt, forgotten FROM leitai_to_forget').all(),
    records: () =>
      database
        .prepare('SELECT event_name, keys_json, new_image FROM _stream_records')
        .all()
        .map((record) => JSON.stringify(record)),
  }
}

test('is noted with the deletion of its key and forgotten once its records are delivered', async () => {
  const { database, failed, deleteKey, noted, records } = await boxes()
  noteDeletedKeys(database)
  expect(noted()).toEqual([])
  await deleteKey()
  expect(noted()).toEqual([{ attempt: 'c/secret/1', forgotten: 0 }])

  forgetSecrets(database, { Ballots: '2' }, failed)
  expect(noted()).toEqual([{ attempt: 'c/secret/1', forgotten: 0 }])
  expect(records()).toHaveLength(3)

  forgetSecrets(database, { Ballots: '3' }, failed)
  // A vote on its way when a round is voided comes later: once more in a while.
  expect(noted()).toEqual([{ attempt: 'c/secret/1', forgotten: 1 }])
  const [named, last] = records()
  expect(records()).toHaveLength(2)
  expect(named).toContain('ann')
  expect(last).not.toMatch(/tag|secret/)
  expect(database.prepare('SELECT count(*) AS n FROM "Ballots"').get()).toEqual({ n: 3 })

  database.exec('UPDATE leitai_to_forget SET noted = noted - 60')
  forgetSecrets(database, { Ballots: '3' }, failed)
  expect(noted()).toEqual([])
})

test('is noted too when its key was deleted before there were notes', async () => {
  const { database, deleteKey, noted } = await boxes()
  await deleteKey()
  noteDeletedKeys(database)
  expect(noted()).toEqual([{ attempt: 'c/secret/1', forgotten: 0 }])
})

test('leaves the failure store with its records, and others stay', async () => {
  const { database, failed, deleteKey } = await boxes()
  const failure = (name: string, bucket: string): string => {
    const file = join(failed, name)
    writeFileSync(file, JSON.stringify({ record: { dynamodb: { Keys: { bucket: { S: bucket } } } } }))
    return file
  }
  mkdirSync(failed)
  const secret = failure('a.json', 'c/secret/1#0')
  const other = failure('b.json', 'c/secret/11#0')
  noteDeletedKeys(database)
  await deleteKey()
  forgetSecrets(database, { Ballots: '3' }, failed)
  expect([secret, other].map(existsSync)).toEqual([false, true])
})
