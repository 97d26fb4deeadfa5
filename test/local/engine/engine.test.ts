import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { DescribeTableCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, onTestFinished, test } from 'vitest'
import { engineBinary } from '#local/engine/binary.ts'
import { createTables } from '#local/engine/create-tables.ts'
import { checkDatabase, openDatabase } from '#local/engine/database-file.ts'
import { indexStreamRecords, trimStreamRecords } from '#local/engine/stream-records.ts'
import { streamsApi } from '#local/streams/streams-api.ts'
import { tables } from '#store/tables.ts'
import { isAlive, treeOf } from '#test/support/process-tree.ts'
import { ballotStore, clientOf, engineOn, eventually, temporaryFolder } from '../support.ts'

const sequencesOf = async ({
  engine,
  streams,
}: Awaited<ReturnType<typeof ballotStore>>): Promise<string[]> => {
  const api = streamsApi(engine)
  const stream = streams['Ballots'] ?? ''
  const [shard] = await api.shards(stream)
  const { records } = await api.records(await api.iterator(stream, shard?.ShardId ?? ''), 1000)
  return records.map(({ dynamodb }) => dynamodb.SequenceNumber)
}

describe('the tables', () => {
  test('are created as they are declared, and left alone when they are there', async () => {
    const client = clientOf(await engineOn(join(temporaryFolder(), 'leitai.db')))
    const streams = await createTables(client, tables)
    expect(Object.keys(streams)).toEqual(['Contests', 'Ballots', 'Tallies'])
    expect(await createTables(client, tables)).toEqual(streams)

    const { Table: voters } = await client.send(new DescribeTableCommand({ TableName: 'Voters' }))
    expect(voters?.GlobalSecondaryIndexes?.[0]).toMatchObject({
      IndexName: 'roster',
      KeySchema: [
        { AttributeName: 'contest', KeyType: 'HASH' },
        { AttributeName: 'id', KeyType: 'RANGE' },
      ],
    })
  })

  test('refuse a second item under a condition and return the first', async () => {
    const { client, cast } = await ballotStore()
    await cast('v1')
    const again = client.send(
      new PutItemCommand({
        TableName: 'Ballots',
        Item: { bucket: { S: 'b' }, voter: { S: 'v1' }, choice: { S: 'another' } },
        ConditionExpression: 'attribute_not_exists(voter)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    )
    await expect(again).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      Item: { bucket: { S: 'b' }, voter: { S: 'v1' } },
    })
  })
})

describe('the stream records', () => {
  const opened = (file: string): DatabaseSync => {
    const database = openDatabase(file)
    onTestFinished(() => database.close())
    return database
  }

  test('are found through the index by the queries of the engine', async () => {
    const { file } = await ballotStore()
    const database = opened(file)
    indexStreamRecords(database)
    const plan = database
      .prepare(
        'EXPLAIN QUERY PLAN SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?',
      )
      .all('Ballots')
    expect(plan[0]?.['detail']).toContain('USING COVERING INDEX leitai_stream_order')
  })

  test('leave once all have been served, so many at a time, and numbers go on where they were', async () => {
    const store = await ballotStore()
    const database = opened(store.file)
    for (const voter of ['v1', 'v2', 'v3', 'v4', 'v5']) await store.cast(voter)
    expect(trimStreamRecords(database, { Ballots: '3' }, 2)).toBe(2)
    expect(await sequencesOf(store)).toEqual(['3', '4', '5'])
    expect(trimStreamRecords(database, { Ballots: '5' }, 100)).toBe(2)
    expect(await sequencesOf(store)).toEqual(['5'])
    await store.cast('v6')
    expect(await sequencesOf(store)).toEqual(['5', '6'])
  })
})

describe('when everything is killed at once', () => {
  test('acknowledged writes are there at the next start, and no engine is left behind', async () => {
    const file = join(temporaryFolder(), 'leitai.db')
    const writer = spawn(process.execPath, [
      fileURLToPath(new URL('./write-until-killed.ts', import.meta.url)),
      file,
    ])
    let acknowledged = ''
    writer.stdout.on('data', (chunk: Buffer) => {
      acknowledged += chunk.toString()
    })
    while (acknowledged.split('\n').length <= 100) await once(writer.stdout, 'data')
    const tree = treeOf(writer.pid ?? 0)
    expect(tree.length).toBeGreaterThan(2)
    writer.kill('SIGKILL')
    await once(writer, 'close')
    await eventually(() => expect(tree.filter(isAlive)).toEqual([]))

    const { Items: items = [] } = await clientOf(await engineOn(file)).send(
      new ScanCommand({ TableName: 'Ballots' }),
    )
    const stored = new Set(items.map(({ voter }) => voter?.S))
    expect(
      acknowledged
        .split('\n')
        .slice(0, -1)
        .filter((voter) => !stored.has(voter)),
    ).toEqual([])
  })
})

describe('when the file is damaged', () => {
  test('a file that is no database is refused in a sentence', () => {
    const file = join(temporaryFolder(), 'leitai.db')
    writeFileSync(file, 'no database at all, but long enough to be looked at as one '.repeat(100))
    expect(() => checkDatabase(file)).toThrow(
      /^The database .* is damaged \(.*\): put back a copy of the data folder, or start a new one/,
    )
  })

  test('damaged pages in the middle are found before the engine serves them', async () => {
    const { file, engine, cast } = await ballotStore()
    for (let voter = 0; voter < 200; voter++) await cast(`v${voter}`.padEnd(200, '-'))
    await engine.stop()
    checkDatabase(file)
    const handle = openSync(file, 'r+')
    writeSync(
      handle,
      Buffer.alloc(8192, 0xab),
      0,
      8192,
      Math.floor(readFileSync(file).length / 2 / 4096) * 4096,
    )
    closeSync(handle)
    expect(() => checkDatabase(file)).toThrow(/is damaged/)
  })

  test('a sound file and a missing one are accepted', async () => {
    const { file, engine, cast, folder } = await ballotStore()
    await cast('v1')
    await engine.stop()
    checkDatabase(file)
    checkDatabase(join(folder, 'missing.db'))
  })
})

test('on a machine that it was not built for, a sentence says what to do', () => {
  const { arch } = process
  onTestFinished(() => void Object.defineProperty(process, 'arch', { value: arch }))
  Object.defineProperty(process, 'arch', { value: 'arm64' })
  expect(engineBinary).toThrow(
    'The embedded engine runs on Linux x64 only, not on linux-arm64: set DYNAMODB_ENDPOINT to the address of another DynamoDB-compatible engine.',
  )
})
