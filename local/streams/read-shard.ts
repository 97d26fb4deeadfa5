import { setTimeout as sleep } from 'node:timers/promises'
import type { Subscription } from '#functions/streams/subscriptions.ts'
import { logError } from '#local/lambda/log.ts'
import { errorMessage } from '#terminal/user-error.ts'
import type { Checkpoints, Reader } from './checkpoints.ts'
import { deliverBatch, type Target } from './deliver-batch.ts'
import { passes } from './filters.ts'
import { type StreamRecord, type StreamsApi, StreamsFault } from './streams-api.ts'
import type { Wake } from './wake.ts'

export type ShardReading = {
  api: StreamsApi
  checkpoints: Checkpoints
  wake: Wake
  subscription: Subscription
  reader: Reader
  target: Pick<Target, 'invoke' | 'giveUp'>
  signal: AbortSignal
}

/** Least time between two reads of a shard; it doubles with every empty one, so that pokes meant for other tables cost little. */
const leastGapMs = 15
const longestGapMs = 120
/** How long a write that poked nobody stays unseen. */
const idleMs = 500
const pauseAfterFaultMs = 500
/** Records per read; the function gets them in batches of its own size, after filtering. */
const readLimit = 500

/** Delivers a shard's records from its checkpoint on until the shard ends or the signal aborts. */
export const readShard = async (reading: ShardReading): Promise<void> => {
  while (!reading.signal.aborted) {
    try {
      await followShard(reading)
      return
    } catch (error) {
      if (reading.signal.aborted) return
      logError('A stream cannot be read', { ...reading.reader, error: errorMessage(error) })
      await sleep(pauseAfterFaultMs)
    }
  }
}

const followShard = async (reading: ShardReading): Promise<void> => {
  const { api, wake, reader, subscription, signal } = reading
  let iterator: string | undefined = await iteratorOf(reading)
  let gapMs = leastGapMs
  while (!signal.aborted) {
    const seen = wake.count
    let { records, next } = await api.records(iterator, readLimit)
    if (
      records.length > 0 &&
      records.length < subscription.batchSize &&
      subscription.batchWindowSeconds > 0
    ) {
      await sleep(subscription.batchWindowSeconds * 1000, undefined, { signal })
      ;({ records, next } = await api.records(iterator, readLimit))
    }
    await deliver(records, reading)
    if (next === undefined) return reading.checkpoints.finish(reader)

    iterator = next
    gapMs = records.length > 0 ? leastGapMs : Math.min(gapMs * 2, longestGapMs)
    if (records.length < readLimit) await sleep(gapMs, undefined, { signal })
    if (records.length === 0) await wake.sleep(seen, idleMs, signal)
  }
}

const iteratorOf = async ({ api, checkpoints, reader }: ShardReading): Promise<string> => {
  const { sequence } = checkpoints.read(reader)
  try {
    return await api.iterator(reader.stream, reader.shard, sequence)
  } catch (error) {
    const isTrimmed = error instanceof StreamsFault && error.code === 'TrimmedDataAccessException'
    if (!isTrimmed) throw error
    logError('Records left the stream before they were read', { ...reader, after: sequence })
    return api.iterator(reader.stream, reader.shard)
  }
}

const deliver = async (records: StreamRecord[], reading: ShardReading): Promise<void> => {
  const { checkpoints, reader, subscription, target, signal, wake } = reading
  const last = records.at(-1)
  if (!last) return
  const save = (record: StreamRecord): void => checkpoints.save(reader, record.dynamodb.SequenceNumber)
  const wanted = records.filter((record) => passes(record, subscription.filters))
  for (let start = 0; start < wanted.length; start += subscription.batchSize) {
    const batch = wanted.slice(start, start + subscription.batchSize)
    await deliverBatch(batch, { ...target, retries: subscription.retries, delivered: save, signal })
    wake.poke()
  }
  save(last)
}
