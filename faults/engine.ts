import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { createTables } from '#local/engine/create-tables.ts'
import { tendDatabase } from '#local/engine/database-file.ts'
import { startOpenEngine } from '#local/engine/engine.ts'
import { sessionKeys } from '#local/data/session-keys.ts'
import { applySettings } from '#local/system/environment.ts'
import { tables } from '#store/tables.ts'

export type FaultsEngine = {
  endpoint: string
  /** A folder for what a scenario keeps; it goes with the engine. */
  folder: string
  /** Stream of each table that has one. */
  streams: Record<string, string>
  stop: () => Promise<void>
}

/** So many are expected where anyone may vote: the ballots of a round are spread over four buckets. */
const expectedVoters = 8_000

/** A fresh embedded engine with all tables, and the environment in which functions find it. */
export async function startFaultsEngine(): Promise<FaultsEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'leitai-faults-'))
  const database = join(folder, 'leitai.db')
  const engine = await startOpenEngine(database)
  applySettings({
    base: 'http://leitai.test',
    dynamodbEndpoint: engine.endpoint,
    keys: sessionKeys(join(folder, 'keys.json')),
    publishUrl: '',
    realtimeUrl: '',
  })
  // A run makes thousands of faults; what the functions say about each would hide the bench's own lines.
  Object.assign(process.env, { EXPECTED_VOTERS: String(expectedVoters), POWERTOOLS_LOG_LEVEL: 'SILENT' })
  const client = new DynamoDBClient({ endpoint: engine.endpoint })
  const streams = await createTables(client, tables)
  client.destroy()
  tendDatabase(database, {})
  return {
    endpoint: engine.endpoint,
    folder,
    streams,
    stop: async () => {
      await engine.stop()
      await rm(folder, { recursive: true })
    },
  }
}
