import { setTimeout as sleep } from 'node:timers/promises'
import type { Subscription } from '#functions/streams/subscriptions.ts'
import { type Handler, invoke } from '#local/lambda/invoke.ts'
import { logError } from '#local/lambda/log.ts'
import { errorMessage } from '#terminal/user-error.ts'
import type { Checkpoints, Reader } from './checkpoints.ts'
import { keepFailure } from './failures.ts'
import { readShard } from './read-shard.ts'
import type { Shard, StreamRecord, StreamsApi } from './streams-api.ts'
import { Wake } from './wake.ts'

export type StreamsOptions = {
  api: StreamsApi
  /** Stream of each table. */
  streams: Record<string, string>
  subscriptions: Subscription[]
  handlers: ReadonlyMap<string, Handler>
  checkpoints: Checkpoints
  /** Folder for records that could not be delivered. */
  failed: string
}

export type Streams = {
  /** Something was written: look now. */
  wake: () => void
  /** Lets running functions finish for a moment; what they leave undone is delivered again after the next start. */
  stop(): Promise<void>
}

const finishWithinMs = 5000
const lookForShardsMs = 1000

/** One name per subscription, since a function may listen to two tables. */
export const subscriptionName = ({ function: name, table }: Subscription): string => `${name}.${table}`

/** Delivers the tables' streams to the functions, at least once and in order, from the oldest record or the last checkpoint on. */
export const startStreams = (options: StreamsOptions): Streams => {
  const wake = new Wake()
  const stopping = new AbortController()
  const running = options.subscriptions
    .map((subscription) => deliveryOf(subscription, options, wake, stopping.signal))
    .map((delivery) => readStream(delivery))
  return {
    wake: () => wake.poke(),
    stop: async () => {
      stopping.abort()
      await Promise.race([Promise.all(running), sleep(finishWithinMs, undefined, { ref: false })])
    },
  }
}

type Delivery = Pick<StreamsOptions, 'api' | 'checkpoints' | 'failed'> & {
  subscription: Subscription
  stream: string
  handler: Handler
  wake: Wake
  signal: AbortSignal
}

const deliveryOf = (
  subscription: Subscription,
  { streams, handlers, ...shared }: StreamsOptions,
  wake: Wake,
  signal: AbortSignal,
): Delivery => {
  const stream = streams[subscription.table]
  const handler = handlers.get(subscription.function)
  if (!stream) throw new Error(`${subscriptionName(subscription)} listens to a table without a stream`)
  if (!handler) throw new Error(`${subscriptionName(subscription)} names a function that was not loaded`)
  return { ...shared, subscription, stream, handler, wake, signal }
}

/** Reads all shards of one stream, children after their parents; new shards show up when one ends. */
const readStream = async (delivery: Delivery): Promise<void> => {
  const { api, checkpoints, subscription, stream, wake, signal } = delivery
  const reading = new Map<string, Promise<void>>()
  const isFinished = (shard: Shard): boolean =>
    checkpoints.read(readerOf(subscription, stream, shard)).finished

  while (!signal.aborted) {
    const shards = await shardsOf(api, stream)
    for (const shard of shards) {
      if (reading.has(shard.ShardId) || isFinished(shard) || waitsForParent(shard, shards, isFinished))
        continue
      reading.set(
        shard.ShardId,
        readOne(shard, delivery).finally(() => reading.delete(shard.ShardId)),
      )
    }
    await (reading.size > 0
      ? Promise.race(reading.values())
      : wake.sleep(wake.count, lookForShardsMs, signal))
  }
  await Promise.all(reading.values())
}

const readOne = (
  shard: Shard,
  { subscription, stream, handler, failed, ...shared }: Delivery,
): Promise<void> => {
  const reader = readerOf(subscription, stream, shard)
  const target = {
    invoke: (event: unknown) => invoke(subscription.function, handler, event, subscription.timeoutSeconds),
    giveUp: (record: StreamRecord, error: unknown) => keepFailure(failed, reader, record, error),
  }
  return readShard({ ...shared, subscription, reader, target })
}

const readerOf = (subscription: Subscription, stream: string, shard: Shard): Reader => ({
  subscription: subscriptionName(subscription),
  stream,
  shard: shard.ShardId,
})

const waitsForParent = (shard: Shard, shards: Shard[], isFinished: (shard: Shard) => boolean): boolean => {
  const parent = shards.find(({ ShardId: id }) => id === shard.ParentShardId)
  return parent !== undefined && !isFinished(parent)
}

/** No shards while the engine cannot be asked; the next look follows soon. */
const shardsOf = async (api: StreamsApi, stream: string): Promise<Shard[]> => {
  try {
    return await api.shards(stream)
  } catch (error) {
    logError('The shards of a stream cannot be listed', { stream, error: errorMessage(error) })
    return []
  }
}
