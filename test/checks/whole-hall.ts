import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Live } from '#contract/live.ts'
import { subscriptions } from '#functions/streams/subscriptions.ts'
import { addressOf } from '#local/engine/address.ts'
import { createTables } from '#local/engine/create-tables.ts'
import { loadHandler } from '#local/lambda/invoke.ts'
import { startPublishEndpoint } from '#local/push/publish.ts'
import { openCheckpoints } from '#local/streams/checkpoints.ts'
import { startStreams } from '#local/streams/streams.ts'
import { streamsApi, type StreamRecord } from '#local/streams/streams-api.ts'
import { tables, type TableName } from '#store/tables.ts'
import { startFunctions, type Functions } from '#test/support/functions.ts'
import type { Json } from '#test/support/json.ts'

/** The real functions, woken by the real streams of the embedded engine, with everything they say written down. */
export type WholeHall = {
  functions: Functions
  /** Live documents in the order they were pushed. */
  pushed: Live[]
  /** Log lines and metrics of all functions at their most talkative. */
  said: () => string
  /** Every item of a table, in the order a scan answers them. */
  items(table: TableName): Promise<Record<string, Json>[]>
  /** Every record that a table's stream still has, oldest first. */
  records(table: TableName): Promise<StreamRecord[]>
  /** Waits until the public live document says so. */
  until(contest: string, isSo: (live: Live) => boolean): Promise<Live>
  stop(): Promise<void>
}

export async function openWholeHall(): Promise<WholeHall> {
  const functions = await startFunctions()
  const folder = await mkdtemp(join(tmpdir(), 'leitai-hall-'))
  const pushed: Live[] = []
  const publisher = await startPublishEndpoint((_, events) =>
    pushed.push(...events.map((event) => JSON.parse(event) as Live)),
  )
  Object.assign(process.env, {
    PUSH_PUBLISH_URL: publisher.url,
    POWERTOOLS_LOG_LEVEL: 'DEBUG',
    POWERTOOLS_METRICS_DISABLED: 'false',
  })
  const listener = listen()
  const endpoint = process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? ''
  const client = new DynamoDBClient({ endpoint })
  const streams = await createTables(client, tables)
  client.destroy()
  const names = [...new Set(subscriptions.map(({ function: name }) => name))]
  const api = streamsApi(addressOf(endpoint))
  const delivery = startStreams({
    api,
    streams,
    subscriptions,
    handlers: new Map(
      await Promise.all(names.map(async (name) => [name, await loadHandler('streams', name)] as const)),
    ),
    checkpoints: openCheckpoints(join(folder, 'delivery.db')),
    failed: join(folder, 'failed'),
  })
  return {
    functions,
    pushed,
    said: listener.said,
    items: itemsOf,
    records: (table) => recordsOf(api, streams[table] ?? ''),
    until: async (contest, isSo) => {
      for (let tries = 0; tries < 300; tries++) {
        const { body } = await functions.call('read-live', { path: { contest } })
        if (isSo(body)) return body
        await sleep(100)
      }
      throw new Error(`the live document of ${contest} never came to say so`)
    },
    stop: async () => {
      await delivery.stop()
      listener.stop()
      publisher.close()
      await functions.stop()
      await rm(folder, { recursive: true })
    },
  }
}

/** Keeps what this process writes to its standard streams to itself: it is many pages. */
function listen(): { said: () => string; stop: () => void } {
  const said: string[] = []
  const streams = [process.stdout, process.stderr]
  const writes = streams.map((stream) => stream.write.bind(stream))
  for (const stream of streams)
    stream.write = (chunk: string | Uint8Array) => {
      said.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())
      return true
    }
  return {
    said: () => said.join(''),
    stop: () => {
      for (const [index, stream] of streams.entries()) stream.write = writes[index] ?? stream.write
    },
  }
}

async function itemsOf(table: TableName): Promise<Record<string, Json>[]> {
  const { db, nameOf } = await import('#store/client.ts')
  const { paginateScan } = await import('@aws-sdk/lib-dynamodb')
  const items: Record<string, Json>[] = []
  for await (const page of paginateScan({ client: db }, { TableName: nameOf(table), ConsistentRead: true }))
    items.push(...(page.Items ?? []))
  return items
}

async function recordsOf(api: ReturnType<typeof streamsApi>, stream: string): Promise<StreamRecord[]> {
  const all: StreamRecord[] = []
  for (const { ShardId } of await api.shards(stream)) {
    let iterator: string | undefined = await api.iterator(stream, ShardId)
    while (iterator !== undefined) {
      const { records, next } = await api.records(iterator, 500)
      all.push(...records)
      iterator = records.length > 0 ? next : undefined
    }
  }
  return all
}
