import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { subscriptions } from '#functions/streams/subscriptions.ts'
import type { StreamRecord } from '#local/streams/streams-api.ts'
import type { Random } from '#core/random.ts'
import { bucketOf } from './bench.ts'
import { happens } from './chance.ts'
import { type Instance, startInstance } from './instances.ts'
import { Killed } from './network.ts'
import type { Stage } from './stage.ts'

/** Delivery of the ballots' stream to the counting function, as bad as “at least once and in order” may be. */

const [{ timeoutSeconds } = { timeoutSeconds: 0 }] = subscriptions.filter(
  ({ function: name }) => name === 'tally-ballots',
)
const answer = z.object({ batchItemFailures: z.array(z.unknown()) })
const mostTries = 200

/** One delivery of a batch. Answers whether all of it is done; a batch that fails for whatever reason is to be delivered again. */
export async function deliver(instance: Instance, batch: StreamRecord[]): Promise<boolean> {
  try {
    const said = await instance.invoke('streams', 'tally-ballots', { Records: batch }, timeoutSeconds)
    return answer.parse(said).batchItemFailures.length === 0
  } catch (error) {
    if (error instanceof Killed) throw error
    return false
  }
}

/** Delivers a batch until it is done. */
export async function deliverUntilDone(
  instanceFor: (nth: number) => Instance,
  batch: StreamRecord[],
): Promise<void> {
  for (let nth = 1; nth <= mostTries; nth++) {
    if (await deliver(instanceFor(nth), batch)) return
    await sleep(1)
  }
  throw new Error(`a batch of ${batch.length} records is not done after ${mostTries} deliveries`)
}

const batchSize = 500

/** Delivers all ballots of a stage as they came, once, to a process without faults. */
export async function deliverAll({ bench, contest }: Stage): Promise<void> {
  const instance = await startInstance()
  const records = await bench.ballotRecords(contest.id)
  for (let from = 0; from < records.length; from += batchSize)
    await deliverUntilDone(() => instance, records.slice(from, from + batchSize))
}

/** The records as they would lie in several shards: a bucket is always in one of them. */
export function shardsOf(records: StreamRecord[], count: number): StreamRecord[][] {
  const buckets = [...new Set(records.map(bucketOf))].sort()
  const shards = Map.groupBy(records, (record) => buckets.indexOf(bucketOf(record)) % count)
  return [...shards.values()]
}

/**
 * Delivers shards side by side, each in order: batches of any size that overlap those before them, hold a record twice, come up to
 * three times, sometimes two at once, to any of the processes. `look` is called between deliveries, with nothing under way.
 */
export async function deliverWildly(
  shards: StreamRecord[][],
  instances: Instance[],
  random: Random,
  look: () => Promise<void>,
): Promise<void> {
  const reached = shards.map(() => 0)
  const open = () =>
    shards.flatMap((records, index) => ((reached[index] ?? 0) < records.length ? [index] : []))
  while (open().length > 0) {
    const index = random.of(open())
    const records = shards[index] ?? []
    const at = reached[index] ?? 0
    const to = Math.min(records.length, at + random.within(1, 150))
    const again = happens(random, 25) ? records.slice(at, random.within(at, to)) : []
    const batch = [...again, ...records.slice(Math.max(0, at - random.within(0, 40)), to)]
    const first = random.within(0, 99)
    const anyInstance = (nth: number) => instances[(first + nth) % instances.length] ?? random.of(instances)
    for (let time = random.within(1, 3); time > 0; time--) {
      const deliveries = happens(random, 20)
        ? [anyInstance, (nth: number) => anyInstance(nth + 1)]
        : [anyInstance]
      await Promise.all(deliveries.map((instanceFor) => deliverUntilDone(instanceFor, batch)))
    }
    reached[index] = to
    await look()
  }
}
