import { randomUUID } from 'node:crypto'
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Attempt, StoredBallot } from '#store/ballots.ts'
import { startTestEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let store: typeof import('#store/ballots.ts')

beforeAll(async () => {
  engine = await startTestEngine()
  store = await import('#store/ballots.ts')
})
afterAll(() => engine.stop())

const { signal } = new AbortController()
const attemptWith = (over: Partial<Attempt> = {}): Attempt => ({
  contest: `harvest-${randomUUID()}`,
  round: 'final',
  attempt: 1,
  buckets: 1,
  ...over,
})
const ballotWith = (over: Partial<StoredBallot> = {}): StoredBallot => ({
  voter: 'zhang',
  ballot: { kind: 'choose', electorate: 'village', choices: ['east'] },
  receipt: '7K2M-X9QD-4F6H',
  revision: 1,
  casts: [{ id: 'r1', at: '2022-06-10T09:00:00.000Z' }],
  ...over,
})
const second = ballotWith({
  ballot: { kind: 'choose', electorate: 'village', choices: ['west'] },
  revision: 2,
  casts: [{ id: 'r1' }, { id: 'r2' }],
})

async function boxOf(attempt: Attempt): Promise<StoredBallot[]> {
  const ballots: StoredBallot[] = []
  for await (const ballot of store.readBallots(attempt)) ballots.push(ballot)
  return ballots
}

describe('the first ballot of a voter', () => {
  it('goes into the box, and comes out as it went in', async () => {
    const attempt = attemptWith()
    const whole = ballotWith({
      ballot: { kind: 'score', electorate: 'judge', scores: { 东村: { 产业: 17.5, 党建: 0 } } },
      comments: { 东村: { strength: '党建扎实 🌾', note: '' }, west: {} },
      delay: 0,
    })
    expect(await store.putBallot(attempt, whole, { epoch: 1, signal })).toBeUndefined()
    expect(await store.readBallot(attempt, 'zhang')).toEqual(whole)
  })

  it('of a secret round holds no time', async () => {
    const attempt = attemptWith()
    const secret = ballotWith({ casts: [{ id: 'hash-of-r1' }] })
    await store.putBallot(attempt, secret, { epoch: 1, signal })
    expect(await store.readBallot(attempt, 'zhang')).toEqual(secret)
  })

  it('is not there for anybody else, nor in another round or attempt', async () => {
    const attempt = attemptWith()
    await store.putBallot(attempt, ballotWith(), { epoch: 1, signal })
    expect(await store.readBallot(attempt, 'wang')).toBeUndefined()
    expect(await store.readBallot({ ...attempt, attempt: 2 }, 'zhang')).toBeUndefined()
    expect(await store.readBallot({ ...attempt, round: 'semifinal' }, 'zhang')).toBeUndefined()
  })

  it('is not stored when the write is called off', async () => {
    const attempt = attemptWith()
    await expect(
      store.putBallot(attempt, ballotWith(), { epoch: 1, signal: AbortSignal.abort() }),
    ).rejects.toThrow()
    expect(await boxOf(attempt)).toEqual([])
  })
})

describe('a ballot where one lies already', () => {
  it('is not stored, and the one that lies there is answered', async () => {
    const attempt = attemptWith()
    const first = ballotWith({ comments: { east: { strength: '党建扎实' } }, delay: 3 })
    await store.putBallot(attempt, first, { epoch: 1, signal })
    expect(await store.putBallot(attempt, second, { epoch: 1, signal })).toEqual(first)
    expect(await store.putBallot(attempt, first, { epoch: 1, signal })).toEqual(first)
    expect(await boxOf(attempt)).toEqual([first])
  })

  it('replaces the revision it is meant for, whole', async () => {
    const attempt = attemptWith()
    await store.putBallot(attempt, ballotWith({ comments: { east: { note: '超时' } } }), { epoch: 1, signal })
    expect(await store.putBallot(attempt, second, { revision: 1, epoch: 1, signal })).toBeUndefined()
    expect(await store.readBallot(attempt, 'zhang')).toEqual(second)
  })

  it('does not replace another revision', async () => {
    const attempt = attemptWith()
    await store.putBallot(attempt, ballotWith(), { epoch: 1, signal })
    await store.putBallot(attempt, second, { revision: 1, epoch: 1, signal })
    expect(await store.putBallot(attempt, second, { revision: 1, epoch: 1, signal })).toEqual(second)
    expect(await store.putBallot(attempt, ballotWith(), { revision: 3, epoch: 1, signal })).toEqual(second)
  })
})

describe('when one voter casts fifty times at once', () => {
  const fifty = Array.from({ length: 50 }, (_, index) => ballotWith({ casts: [{ id: `r${index}` }] }))

  it('one ballot goes in, and the others are answered with it', async () => {
    const attempt = attemptWith()
    const answers = await Promise.all(
      fifty.map((ballot) => store.putBallot(attempt, ballot, { epoch: 1, signal })),
    )
    const [stored, ...more] = await boxOf(attempt)
    expect(more).toEqual([])
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1)
    expect(answers.filter((answer) => answer !== undefined)).toEqual(Array(49).fill(stored))
  })

  it('one replaces, and the others are answered with it', async () => {
    const attempt = attemptWith()
    await store.putBallot(attempt, ballotWith(), { epoch: 1, signal })
    const answers = await Promise.all(
      fifty.map((ballot) =>
        store.putBallot(attempt, { ...ballot, revision: 2 }, { revision: 1, epoch: 1, signal }),
      ),
    )
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1)
    expect(await boxOf(attempt)).toHaveLength(1)
  })
})

describe('the box', () => {
  it('is read whole, from every bucket and over as many pages as it takes', async () => {
    const attempt = attemptWith({ buckets: 2 })
    const suggestion = '补'.repeat(8_000)
    const ballots = Array.from({ length: 100 }, (_, index) =>
      ballotWith({ voter: `voter-${index}`, comments: { east: { suggestion } } }),
    )
    for (let from = 0; from < ballots.length; from += 10)
      await Promise.all(
        ballots
          .slice(from, from + 10)
          .map((ballot) => store.putBallot(attempt, ballot, { epoch: 1, signal })),
      )
    const box = await boxOf(attempt)
    const byVoter = (all: StoredBallot[]) => all.toSorted((a, b) => (a.voter < b.voter ? -1 : 1))
    expect(byVoter(box)).toEqual(byVoter(ballots))
  })

  it('holds the ballots of its own attempt only', async () => {
    const attempt = attemptWith()
    await store.putBallot({ ...attempt, attempt: 11 }, ballotWith(), { epoch: 1, signal })
    await store.putBallot({ ...attempt, round: 'final-2' }, ballotWith(), { epoch: 1, signal })
    expect(await boxOf(attempt)).toEqual([])
  })
})

describe('buckets', () => {
  const ids = fc.stringMatching(/^[a-z0-9\u4e00-\u4eff][a-z0-9_.\-\u4e00-\u4eff]{0,20}$/)
  const attempts = fc.record({
    contest: fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,20}$/),
    round: ids,
    attempt: fc.integer({ min: 1, max: 1000 }),
    buckets: fc.constantFrom(1, 2, 64, 256),
  })

  it('tell contest, round and attempt, and a voter always has the same one', () => {
    fc.assert(
      fc.property(attempts, ids, (attempt, voter) => {
        const bucket = store.bucketOf(attempt, voter)
        const { bucket: number, ...rest } = store.parseBucket(bucket)
        expect({ ...rest, buckets: attempt.buckets }).toEqual(attempt)
        expect(number).toBeLessThan(attempt.buckets)
        expect(store.bucketOf(attempt, voter)).toBe(bucket)
      }),
    )
  })

  it('are about equally full', () => {
    const attempt = attemptWith({ buckets: 8 })
    const counts = new Map<string, number>()
    for (let voter = 0; voter < 8_000; voter++) {
      const bucket = store.bucketOf(attempt, `voter-${voter}`)
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1)
    }
    expect(counts.size).toBe(8)
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150)
  })

  it.each(['', 'harvest', 'harvest/final', 'harvest/final/1', 'harvest/final/x#0', 'harvest/final/1#'])(
    '‘%s’ is none',
    (key) => {
      expect(() => store.parseBucket(key)).toThrow('is not the key of a bucket')
    },
  )
})

describe('the image of a ballot in the stream', () => {
  const imageOf = async (attempt: Attempt, voter: string) => {
    const client = new DynamoDBClient({ endpoint: engine.endpoint })
    const Key = { bucket: { S: store.bucketOf(attempt, voter) }, voter: { S: voter } }
    const { Item = {} } = await client.send(new GetItemCommand({ TableName: 'Ballots', Key }))
    client.destroy()
    return Item as Parameters<typeof store.ballotFromImage>[0]
  }

  it('reads as the ballot that was stored', async () => {
    const attempt = attemptWith()
    const stored = ballotWith({ comments: { east: { strength: '党建扎实' } }, delay: 12 })
    await store.putBallot(attempt, stored, { epoch: 1, signal })
    expect(store.ballotFromImage(await imageOf(attempt, 'zhang'))).toEqual(stored)
  })

  it('is refused when it is none', async () => {
    const attempt = attemptWith()
    await store.putBallot(attempt, ballotWith(), { epoch: 1, signal })
    const image = await imageOf(attempt, 'zhang')
    expect(() => store.ballotFromImage({})).toThrow()
    expect(() => store.ballotFromImage({ ...image, ballot: { S: '{"electorate":' } })).toThrow()
    expect(() => store.ballotFromImage({ ...image, revision: { S: 'one' } })).toThrow()
  })
})
