import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { createTables } from '#local/engine/create-tables.ts'
import { startOpenEngine } from '#local/engine/engine.ts'
import { sessionKeys } from '#local/data/session-keys.ts'
import { applySettings } from '#local/system/environment.ts'
import { tables } from '#store/tables.ts'
import { startAmazonEngine } from './amazon-engine.ts'
import { dataRoot } from './data-root.ts'

export type TestEngine = {
  /** Where the DynamoDB API is; any other engine with the tables would do. */
  endpoint: string
  stop(): Promise<void>
}

/** `npm run long` runs the store's contract on Amazon's engine too. */
const isAmazons = process.env['LEITAI_TEST_ENGINE'] === 'amazon'

/**
 * A fresh embedded engine with all tables, and an environment in which functions find it. Their client keeps the
 * engine that it first asked: a test file starts this once.
 */
export async function startTestEngine(): Promise<TestEngine> {
  const folder = await mkdtemp(join(dataRoot, 'leitai-test-'))
  const engine = await (isAmazons ? startAmazonEngine() : startOpenEngine(join(folder, 'leitai.db')))
  applySettings({
    base: 'http://leitai.test',
    dynamodbEndpoint: engine.endpoint,
    keys: sessionKeys(join(folder, 'keys.json')),
    publishUrl: '',
    realtimeUrl: '',
  })
  const client = new DynamoDBClient({ endpoint: engine.endpoint })
  await createTables(client, tables)
  client.destroy()
  return {
    endpoint: engine.endpoint,
    stop: async () => {
      await engine.stop()
      await rm(folder, { recursive: true })
    },
  }
}
