import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { StreamRecord } from './streams-api.ts'

export type Target = {
  /** Calls the function with a `DynamoDBStreamEvent` and returns its answer; rejects when it fails or takes too long. */
  invoke(event: { Records: StreamRecord[] }): Promise<unknown>
  /** Tries after the first that a batch gets without any progress. */
  retries: number
  /** Every record up to this one is done with. */
  delivered(record: StreamRecord): void
  /** The record is given up: the place to keep it and to raise the alarm. */
  giveUp(record: StreamRecord, error: unknown): void
  /** Ends retries; the batch is delivered again after the next start. */
  signal: AbortSignal
}

const longestPauseMs = 5000
const pauseMs = (failures: number): number => Math.min(100 * 2 ** (failures - 1), longestPauseMs)

/**
 * Delivers records in order as Lambda's event source mapping does with ReportBatchItemFailures and bisecting: whatever the
 * function reports as done is not sent again, a batch without progress is retried and then split, and a single record that
 * still fails is given up so that the shard goes on.
 */
export const deliverBatch = async (
  records: StreamRecord[],
  target: Target,
  tries = 1 + target.retries,
): Promise<void> => {
  let rest = records
  let failures = 0
  while (rest.length > 0) {
    const { done, error } = await attempt(rest, target)
    const last = rest[done - 1]
    if (last) {
      target.delivered(last)
      rest = rest.slice(done)
      failures = 0
    }
    if (rest.length === 0) return
    failures++
    if (failures >= tries) return splitOrGiveUp(rest, error, target)
    await sleep(pauseMs(failures), undefined, { signal: target.signal })
  }
}

/** How often a part of a split batch is tried: once more than once, for the case that the cause was short. */
const triesOfPart = 2

const splitOrGiveUp = async (records: StreamRecord[], error: unknown, target: Target): Promise<void> => {
  const [first, ...others] = records
  if (first && others.length === 0) {
    target.giveUp(first, error)
    target.delivered(first)
    return
  }
  const middle = records.length >> 1
  await deliverBatch(records.slice(0, middle), target, triesOfPart)
  await deliverBatch(records.slice(middle), target, triesOfPart)
}

const answerSchema = z
  .looseObject({
    batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string().nullish() })).nullish(),
  })
  .nullish()

type Attempt = { done: number; error?: unknown }

/** How many records from the first on are done. */
const attempt = async (records: StreamRecord[], target: Target): Promise<Attempt> => {
  target.signal.throwIfAborted()
  try {
    const answer = answerSchema.parse(await target.invoke({ Records: records }))
    const failed = (answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier)
    if (failed.length === 0) return { done: records.length }
    return {
      done: firstOf(failed, records),
      error: new Error(`the function reported ${failed.join(', ')} as failed`),
    }
  } catch (error) {
    return { done: 0, error }
  }
}

/** Position of the first failed record; an identifier that names no record of the batch fails the whole of it. */
const firstOf = (failed: (string | null | undefined)[], records: StreamRecord[]): number => {
  const positions = failed.map((id) => records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === id))
  return Math.max(0, Math.min(...positions))
}
