import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { subscriptions } from '#functions/streams/subscriptions.ts'
import { addressOf } from '#local/engine/address.ts'
import { openCheckpoints } from '#local/streams/checkpoints.ts'
import { type StreamRecord, type StreamsApi, streamsApi } from '#local/streams/streams-api.ts'
import { startStreams, subscriptionName } from '#local/streams/streams.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import { checkSealed } from '../check.ts'
import { type Instance, startInstance } from '../instances.ts'
import { cast } from '../phone.ts'
import type { Scenario } from '../scenario.ts'
import { choices, choosing, closeAndSeal, open, type Stage, stageRound } from '../stage.ts'
import { boxOf, differences, marksIn, tallyIn } from '../truth.ts'
import { setWeather } from '../weather.ts'

const voters = 100
const untilCountedMs = 60_000
/** Fewer than on AWS, so that the bench does not wait out their growing pauses. */
const retries = 2

/** The machine's own delivery of the stream, with its retries, its halving of batches and its folder of failures. */
export const scenario: Scenario = {
  does: 'makes one record of 100 unreadable on its way, and throttles 30 % of the counting’s requests',
  together: 1,
  run: async (bench, { seed, verdict }) => {
    const stage = await stageRound(bench, seed, verdict, { name: 'unreadable' })
    const before = await lastRecord(bench)
    await open(stage)
    for (let index = 0; index < voters; index++)
      await cast(stage, {
        voter: `voter-${index}`,
        ballot: choosing(stage.chance('choice', index).of(choices)),
        request: 'mine',
      })
    const unlucky = `voter-${stage.chance('unlucky').within(0, voters - 1)}`
    const counted = marksIn(
      stage,
      (await boxOf(stage)).filter(({ voter }) => voter !== unlucky),
    )
    const consumer = await startInstance()
    setWeather(consumer.network, stage.chance, { throttled: 30 })
    const alarms = listenForAlarms()
    const { failed, stop } = deliverLocally(bench, stage, consumer, before, unlucky)
    const deadline = performance.now() + untilCountedMs
    let differing = ['nothing was counted']
    // The bad record may be the last one, and is given up only after its retries.
    const isOver = () => differing.length === 0 && readdirSync(failed).length > 0
    while (!isOver() && performance.now() < deadline) {
      await sleep(50)
      differing = differences(await tallyIn(stage), counted)
    }
    await stop()
    const [kept, raised] = [readdirSync(failed), alarms()]
    verdict.holds('records kept', differing.length === 0, () => differing.join('; '))
    verdict.holds('records kept', kept.length === 1, () => `${kept.length} records in the failure store`)
    verdict.holds('records kept', raised === 1, () => `${raised} alarms were raised`)
    verdict.count('unreadable', 1)
    verdict.count('kept', kept.length)
    await closeAndSeal(stage)
    await checkSealed(stage)
  },
}

/** The machine's alarm is a line of its log; it is counted instead of shown. Answers how many there were, and listens no more. */
function listenForAlarms(): () => number {
  const { error } = console
  let raised = 0
  console.error = (line: unknown) => {
    if (String(line).includes('could not take a record')) raised++
    else error(line)
  }
  return () => {
    console.error = error
    return raised
  }
}

const counting = subscriptions.filter(({ function: name }) => name === 'tally-ballots')

function deliverLocally(
  { engine }: Bench,
  { contest, seed }: Stage,
  consumer: Instance,
  after: { shard: string; sequence: string | undefined },
  unlucky: string,
): { failed: string; stop: () => Promise<void> } {
  const folder = join(engine.folder, `delivery-${seed}`)
  const failed = join(folder, 'failed')
  mkdirSync(failed, { recursive: true })
  const checkpoints = openCheckpoints(join(folder, 'delivery.db'))
  const [subscription] = counting
  if (subscription && after.sequence !== undefined)
    checkpoints.save(
      {
        subscription: subscriptionName(subscription),
        stream: engine.streams['Ballots'] ?? '',
        shard: after.shard,
      },
      after.sequence,
    )
  const streams = startStreams({
    api: damaging(streamsApi(addressOf(engine.endpoint)), contest.id, unlucky),
    streams: engine.streams,
    subscriptions: counting.map((one) => ({ ...one, retries })),
    handlers: new Map([
      ['tally-ballots', (event: unknown) => consumer.invoke('streams', 'tally-ballots', event, 30)],
    ]),
    checkpoints,
    failed,
  })
  return {
    failed,
    stop: async () => {
      await streams.stop()
      checkpoints.close()
    },
  }
}

/** The record of one voter loses its ballot on the way; other contests' records are not delivered here. */
const damaging = (api: StreamsApi, contest: string, unlucky: string): StreamsApi => ({
  ...api,
  records: async (iterator, limit) => {
    const { records, next } = await api.records(iterator, limit)
    const ours = records.filter((record) => JSON.stringify(record).includes(`"${contest}/`))
    return { records: ours.map((record) => (isOf(record, unlucky) ? damaged(record) : record)), next }
  },
})

const isOf = (record: StreamRecord, voter: string): boolean =>
  JSON.stringify(record.dynamodb).includes(`"voter":{"S":"${voter}"}`)

const damaged = (record: StreamRecord): StreamRecord => ({
  ...record,
  dynamodb: { ...record.dynamodb, NewImage: { voter: { S: 'nobody' } } },
})

async function lastRecord({ engine }: Bench): Promise<{ shard: string; sequence: string | undefined }> {
  const api = streamsApi(addressOf(engine.endpoint))
  const stream = engine.streams['Ballots'] ?? ''
  const shard = (await api.shards(stream))[0]?.ShardId ?? ''
  let iterator: string | undefined = await api.iterator(stream, shard)
  let sequence: string | undefined
  while (iterator !== undefined) {
    const { records, next } = await api.records(iterator, 1_000)
    if (records.length === 0) break
    sequence = records.at(-1)?.dynamodb.SequenceNumber
    iterator = next
  }
  return { shard, sequence }
}
