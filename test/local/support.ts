import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { onTestFinished } from 'vitest'
import type { EngineAddress } from '#local/engine/address.ts'
import { createTables } from '#local/engine/create-tables.ts'
import { type Engine, startOpenEngine } from '#local/engine/engine.ts'
import type { TableDefinition } from '#store/tables.ts'
import { dataRoot } from '#test/support/data-root.ts'

/** A folder that is gone after the test. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(dataRoot, 'leitai-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export const clientOf = ({ endpoint, pool }: EngineAddress): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    requestHandler: { httpAgent: pool() },
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })

/** An engine that is stopped after the test. */
export const engineOn = async (databaseFile: string): Promise<Engine> => {
  const engine = await startOpenEngine(databaseFile)
  onTestFinished(() => engine.stop())
  return engine
}

export const ballots: Record<string, TableDefinition> = {
  Ballots: { partitionKey: 'bucket', sortKey: 'voter', stream: 'NEW_AND_OLD_IMAGES', backups: true },
}

/** An engine with one table that has a stream. */
export const ballotStore = async (folder = temporaryFolder()) => {
  const file = join(folder, 'leitai.db')
  const engine = await engineOn(file)
  const client = clientOf(engine)
  const streams = await createTables(client, ballots)
  const cast = async (voter: string, bucket = 'b'): Promise<void> => {
    await client.send(
      new PutItemCommand({ TableName: 'Ballots', Item: { bucket: { S: bucket }, voter: { S: voter } } }),
    )
  }
  return { folder, file, engine, client, streams, cast }
}

/** Waits for something that happens in the background; fails with the last difference when it does not. */
export const eventually = async (check: () => void | Promise<void>, withinMs = 8000): Promise<void> => {
  const deadline = Date.now() + withinMs
  for (;;) {
    try {
      await check()
      return
    } catch (error) {
      if (Date.now() > deadline) throw error
    }
    await sleep(20)
  }
}

/** Ids of the running processes whose command line contains a text. */
export const processesWith = (text: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((id) => commandLine(id).includes(text))
    .map(Number)

const commandLine = (id: string): string => {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
