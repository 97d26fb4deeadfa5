import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DynamoDBStreamEvent } from 'aws-lambda'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Subscription } from '#functions/streams/subscriptions.ts'
import { openCheckpoints } from '#local/streams/checkpoints.ts'
import { startStreams } from '#local/streams/streams.ts'
import { streamsApi } from '#local/streams/streams-api.ts'
import { ballotStore, eventually, temporaryFolder } from '../support.ts'

type Consumer = (voters: string[], event: DynamoDBStreamEvent) => unknown

const subscription: Subscription = {
  function: 'listen',
  table: 'Ballots',
  batchSize: 100,
  batchWindowSeconds: 0,
  retries: 1,
  timeoutSeconds: 5,
}

const votersIn = (event: DynamoDBStreamEvent): string[] =>
  event.Records.map(({ dynamodb }) => dynamodb?.Keys?.['voter']?.S ?? '')

/** A store whose stream can be listened to again and again, as by restarted systems on one data folder. */
const listening = async () => {
  const store = await ballotStore()
  const folder = temporaryFolder()
  const listen = (consume: Consumer, changes: Partial<Subscription> = {}) => {
    const checkpoints = openCheckpoints(join(folder, 'delivery.db'))
    const streams = startStreams({
      api: streamsApi(store.engine),
      streams: store.streams,
      subscriptions: [{ ...subscription, ...changes }],
      handlers: new Map([
        [
          'listen',
          async (event) => consume(votersIn(event as DynamoDBStreamEvent), event as DynamoDBStreamEvent),
        ],
      ]),
      checkpoints,
      failed: join(folder, 'failed'),
    })
    let stopped = false
    const stop = async (): Promise<void> => {
      if (stopped) return
      stopped = true
      await streams.stop()
      checkpoints.close()
    }
    onTestFinished(stop)
    return { wake: streams.wake, stop }
  }
  return { ...store, listen, failed: join(folder, 'failed') }
}

const failing = (...sequences: (string | undefined)[]) => ({
  batchItemFailures: sequences.map((itemIdentifier) => ({ itemIdentifier })),
})

const collector = () => {
  const received: string[] = []
  return { received, consume: (voters: string[]) => void received.push(...voters) }
}

describe('a subscription', () => {
  test('gets what was written before it started and after, in order, as Lambda gets it', async () => {
    const { cast, listen } = await listening()
    const events: DynamoDBStreamEvent[] = []
    await cast('v1')
    const { wake } = listen((_, event) => void events.push(event))
    await cast('v2')
    wake()
    await eventually(() => expect(events.flatMap(votersIn)).toEqual(['v1', 'v2']))
    expect(events[0]?.Records[0]?.dynamodb?.ApproximateCreationDateTime).toBeTypeOf('number')
    expect(events[0]?.Records[0]).toMatchObject({
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      dynamodb: {
        Keys: { bucket: { S: 'b' }, voter: { S: 'v1' } },
        NewImage: { bucket: { S: 'b' }, voter: { S: 'v1' } },
        SequenceNumber: '1',
      },
    })
  })

  test('sees a write that nobody woke it for', async () => {
    const { cast, listen } = await listening()
    const { received, consume } = collector()
    listen(consume)
    await cast('v1')
    await eventually(() => expect(received).toEqual(['v1']))
  })

  test('gets only what its filters let through, and goes on behind the rest', async () => {
    const { cast, listen } = await listening()
    const { received, consume } = collector()
    const filters = [{ dynamodb: { Keys: { voter: { S: [{ prefix: 'judge-' }, 'mayor'] } } } }]
    for (const voter of ['v1', 'judge-1', 'v2', 'mayor', 'v3']) await cast(voter)
    const first = listen(consume, { filters })
    await eventually(() => expect(received).toEqual(['judge-1', 'mayor']))
    await first.stop()

    const later = collector()
    listen(later.consume)
    await cast('v4')
    await eventually(() => expect(later.received).toEqual(['v4']))
  })

  test('gets batches of its size at most', async () => {
    const { cast, listen } = await listening()
    const batches: string[][] = []
    for (const voter of ['v1', 'v2', 'v3', 'v4', 'v5']) await cast(voter)
    listen((voters) => void batches.push(voters), { batchSize: 2 })
    await eventually(() => expect(batches).toEqual([['v1', 'v2'], ['v3', 'v4'], ['v5']]))
  })
})

describe('after a restart', () => {
  test('delivery goes on behind the last batch that was done', async () => {
    const { cast, listen } = await listening()
    const before = collector()
    await cast('v1')
    const first = listen(before.consume)
    await eventually(() => expect(before.received).toEqual(['v1']))
    await first.stop()

    await cast('v2')
    const after = collector()
    listen(after.consume)
    await eventually(() => expect(after.received).toEqual(['v2']))
  })

  test('a batch that was being worked on comes again', async () => {
    const { cast, listen } = await listening()
    await cast('v1')
    const consume = vi.fn<Consumer>().mockRejectedValue(new Error('the process was going down'))
    const first = listen(consume, { retries: 100 })
    await eventually(() => expect(consume).toHaveBeenCalled())
    await first.stop()

    const after = collector()
    listen(after.consume)
    await eventually(() => expect(after.received).toEqual(['v1']))
  })
})

describe('when the function fails', () => {
  test('a batch that throws once is delivered again', async () => {
    const { cast, listen } = await listening()
    await cast('v1')
    const consume = vi
      .fn<Consumer>()
      .mockRejectedValueOnce(new Error('a bad moment'))
      .mockResolvedValue(undefined)
    listen(consume)
    await eventually(() => expect(consume.mock.calls.map(([voters]) => voters)).toEqual([['v1'], ['v1']]))
  })

  test('only what it reports as failed, and what follows, comes again', async () => {
    const { cast, listen } = await listening()
    for (const voter of ['v1', 'v2', 'v3']) await cast(voter)
    const consume = vi.fn<Consumer>().mockResolvedValueOnce(failing('3', '2')).mockResolvedValue(failing())
    listen(consume)
    await eventually(() =>
      expect(consume.mock.calls.map(([voters]) => voters)).toEqual([
        ['v1', 'v2', 'v3'],
        ['v2', 'v3'],
      ]),
    )
  })

  test('an answer that names no record of the batch fails all of it', async () => {
    const { cast, listen } = await listening()
    for (const voter of ['v1', 'v2']) await cast(voter)
    const consume = vi.fn<Consumer>().mockResolvedValueOnce(failing('2', 'nonsense')).mockResolvedValue(null)
    listen(consume)
    await eventually(() =>
      expect(consume.mock.calls.map(([voters]) => voters)).toEqual([
        ['v1', 'v2'],
        ['v1', 'v2'],
      ]),
    )
  })

  test('one that hangs is given up after its timeout and called again', async () => {
    const { cast, listen } = await listening()
    await cast('v1')
    const consume = vi
      .fn<Consumer>()
      .mockImplementationOnce(() => new Promise(() => {}))
      .mockResolvedValue(undefined)
    listen(consume, { timeoutSeconds: 0.1 })
    await eventually(() => expect(consume).toHaveBeenCalledTimes(2))
  })

  test('a record it can never take is kept and reported, and all others get through', async () => {
    const { cast, listen, failed } = await listening()
    const alarm = vi.spyOn(console, 'error').mockImplementation(() => {})
    for (const voter of ['v1', 'v2', 'poison', 'v4', 'v5']) await cast(voter)
    const taken = new Set<string>()
    const { wake } = listen((voters) => {
      if (voters.includes('poison')) throw new Error('indigestible')
      for (const voter of voters) taken.add(voter)
    })
    await eventually(() => expect([...taken]).toEqual(['v1', 'v2', 'v4', 'v5']))
    await cast('v6')
    wake()
    await eventually(() => expect(taken).toContain('v6'))

    expect(readdirSync(failed)).toEqual(['listen.Ballots-3.json'])
    expect(JSON.parse(readFileSync(join(failed, 'listen.Ballots-3.json'), 'utf8'))).toMatchObject({
      subscription: 'listen.Ballots',
      error: 'indigestible',
      record: { dynamodb: { Keys: { voter: { S: 'poison' } } } },
    })
    expect(alarm).toHaveBeenCalledTimes(1)
    expect(JSON.parse(String(alarm.mock.calls[0]?.[0]))).toMatchObject({
      level: 'ERROR',
      message: 'A stream function could not take a record',
      error: 'indigestible',
    })
  })
})

describe('checkpoints', () => {
  const reader = (name: string) => ({ subscription: name, stream: 's', shard: 'shard' })

  test('say what all subscriptions have, which is nothing while one has not begun', () => {
    const checkpoints = openCheckpoints(join(temporaryFolder(), 'delivery.db'))
    onTestFinished(() => checkpoints.close())
    checkpoints.save(reader('a'), '10')
    expect(checkpoints.deliveredToAll('s', ['a', 'b'])).toBeUndefined()
    checkpoints.save(reader('b'), '9')
    expect(checkpoints.deliveredToAll('s', ['a', 'b'])).toBe('9')
    expect(checkpoints.deliveredToAll('another', ['a'])).toBeUndefined()
  })
})
