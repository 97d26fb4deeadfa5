import { randomInt } from 'node:crypto'
import type { DynamoDBRecord } from 'aws-lambda'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Ballot } from '#contract/ballot.ts'
import type { Contest } from '#contract/contest.ts'
import { ballotRules, filled } from '#core/ballot.ts'
import { tallyOf, type Tally } from '#core/tally.ts'
import { type Handler, invoke, loadHandler } from '#local/lambda/invoke.ts'
import type { StoredBallot } from '#store/ballots.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions } from '#test/support/functions.ts'
import { randomFrom, type Random } from '#core/random.ts'
import { startStoreProxy, type StoreProxy } from '#test/support/store-proxy.ts'
import { ballotRecord, streamEvent } from '#test/support/stream-records.ts'

let functions: Functions
let store: StoreProxy
let readTally: (contest: string, round: string, attempt: number) => Promise<Tally>
let handler: Handler

/** The store fails, and so does the process: what it remembered is gone. */
const killed = { status: 400, type: 'ValidationException' }

const wide = Array.from({ length: 150 }, (_, index) => `c${index}`)
const contest: Contest = contestWith({
  electorates: [
    { id: 'village', name: '村', role: 'voter' },
    { id: 'jury', name: '评委', role: 'judge' },
  ],
  contestants: wide.map((id) => ({ id, name: id })),
  rounds: [
    roundWith({
      panels: [
        { electorate: 'village', ballot: { kind: 'choose', max: 3, min: 0 } },
        {
          electorate: 'jury',
          ballot: { kind: 'score', criteria: ['look', 'talk'].map((id) => ({ id, name: id, max: 100 })) },
        },
      ],
    }),
  ],
})
const [final = roundWith()] = contest.rounds
const rules = ballotRules(contest, final)

beforeAll(async () => {
  functions = await startFunctions()
  store = await startStoreProxy(process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '')
  Object.assign(process.env, { AWS_ENDPOINT_URL_DYNAMODB: store.endpoint, POWERTOOLS_LOG_LEVEL: 'SILENT' })
  await stageContest(functions, contest, {})
  readTally = (await import('#store/tallies.ts')).readTally
})
beforeEach(async () => {
  store.fault = () => undefined
  handler = await newProcess()
})
afterAll(async () => {
  await store.stop()
  await functions.stop()
})

/** The function as a process that just started has it. */
async function newProcess(): Promise<Handler> {
  vi.resetModules()
  return loadHandler('streams', 'tally-ballots')
}

const deliver = (records: DynamoDBRecord[]) => invoke('tally-ballots', handler, streamEvent(records), 30)
const allDone = { batchItemFailures: [] }
/** Delivers a batch again until it succeeds, as Lambda does. */
const untilDone = (batch: DynamoDBRecord[]) =>
  vi.waitFor(async () => expect(await deliver(batch)).toEqual(allDone), { timeout: 10_000, interval: 1 })

/** Every history counts in an attempt of its own. */
let attempts = 0
const tallyIn = (attempt: number) => readTally('harvest', 'final', attempt)

const ballotOf = (voter: string, ballot: Ballot, revision = 1): StoredBallot => ({
  voter,
  ballot: filled(ballot),
  receipt: `receipt-of-${voter}`,
  revision,
  casts: [{ id: `r${revision}` }],
})
const village = (...choices: string[]): Ballot => ({ electorate: 'village', choices })
const jury = (contestants: string[], score: number): Ballot => ({
  electorate: 'jury',
  scores: Object.fromEntries(contestants.map((id) => [id, { look: score, talk: 100 - score }])),
})
const marksOf = (ballots: Iterable<StoredBallot>): Tally =>
  tallyOf([...ballots].flatMap(({ ballot }) => rules.marks(ballot)))

/** One shard of the stream: records in order, and what lies in the box after each. */
type Shard = { records: DynamoDBRecord[]; boxAfter: Map<string, StoredBallot>[] }

/** Ballots of some voters, revised now and then, in the buckets given; sequence numbers grow over a change in length. */
function shardOf(
  random: Random,
  { attempt, buckets, size }: { attempt: number; buckets: number[]; size: number },
): Shard {
  const shard: Shard = { records: [], boxAfter: [] }
  const box = new Map<string, StoredBallot>()
  let sequence = 10n ** BigInt(random.within(20, 39)) - BigInt(random.within(1, size))
  for (let index = 0; index < size; index++) {
    const bucket = random.of(buckets)
    const voter = `voter-${bucket}-${random.within(1, size / 2)}`
    const old = box.get(voter)
    const ballot =
      random.within(0, 9) === 0
        ? jury(wide.slice(0, random.within(1, 90)), random.within(0, 100))
        : village(...random.some(wide.slice(0, 5), 3))
    const next = ballotOf(
      voter,
      old?.ballot.kind === 'score' ? jury(['c1'], random.within(0, 100)) : ballot,
      (old?.revision ?? 0) + 1,
    )
    sequence += BigInt(random.within(1, 3))
    shard.records.push(ballotRecord(`harvest/final/${attempt}#${bucket}`, String(sequence), next, old))
    box.set(voter, next)
    shard.boxAfter.push(new Map(box))
  }
  return shard
}

/** The long runs try twenty. */
const seeds = [
  ...Array.from({ length: Number(process.env['SEEDS'] ?? 1) }, (_, index) => index + 1),
  randomInt(1e9),
]

describe('with every batch delivered up to three times, overlapping, split, re-joined and interleaved', () => {
  it.each(seeds)('counts what a recount counts, never more on the way (seed %i)', async (seed) => {
    const random = randomFrom(seed)
    const attempt = ++attempts
    const shards = [[0, 1], [2], [3, 4, 5]].map((buckets) => shardOf(random, { attempt, buckets, size: 40 }))
    const reached = shards.map(() => 0)
    const recountOf = (positions: number[]): Tally =>
      marksOf(
        shards.flatMap(({ boxAfter }, index) => [...(boxAfter[(positions[index] ?? 0) - 1]?.values() ?? [])]),
      )

    while (shards.some(({ records }, index) => (reached[index] ?? 0) < records.length)) {
      const index = random.within(0, shards.length - 1)
      const { records } = shards[index] ?? { records: [] }
      const at = reached[index] ?? 0
      const from = Math.max(0, at - random.within(0, 8))
      const to = Math.min(records.length, at + random.within(1, 12))
      const again = random.within(0, 3) === 0 ? records.slice(at, random.within(at, to)) : []
      const batch = [...again, ...records.slice(from, to)]
      for (let time = random.within(1, 3); time > 0; time--) expect(await deliver(batch)).toEqual(allDone)
      if (random.within(0, 4) === 0) handler = await newProcess()
      reached[index] = to
      expect(await tallyIn(attempt)).toEqual(recountOf(reached))
    }
  })

  it.each(seeds.slice(-2))('also when shards are served at the same time (seed %i)', async (seed) => {
    const random = randomFrom(seed)
    const attempt = ++attempts
    const shards = [[0], [1], [2]].map((buckets) => shardOf(random, { attempt, buckets, size: 30 }))
    await Promise.all(
      shards.map(async ({ records }) => {
        for (let from = 0; from < records.length; from += 5) await deliver(records.slice(from, from + 8))
      }),
    )
    expect(await tallyIn(attempt)).toEqual(
      marksOf(shards.flatMap(({ boxAfter }) => [...(boxAfter.at(-1)?.values() ?? [])])),
    )
  })
})

describe('when the process is killed', () => {
  /** One batch with small ballots, revisions, and one ballot that is larger than one write can carry. */
  function longBatch(attempt: number): { records: DynamoDBRecord[]; expected: Tally } {
    const bucket = `harvest/final/${attempt}#0`
    const [zhang, lin] = [ballotOf('zhang', village('c1')), ballotOf('lin', jury(wide.slice(0, 20), 80))]
    const all = ballotOf('lin', jury(wide, 90), 2)
    const wang = ballotOf('wang', village('c1', 'c2'))
    const later = ballotOf('zhang', village('c3'), 2)
    return {
      records: [
        ballotRecord(bucket, '999999999999999999999', zhang),
        ballotRecord(bucket, '1000000000000000000000', lin),
        ballotRecord(bucket, '1000000000000000000001', all, lin),
        ballotRecord(bucket, '1000000000000000000007', wang),
        ballotRecord(`harvest/final/${attempt}#1`, '1000000000000000000008', ballotOf('li', village())),
        ballotRecord(bucket, '1000000000000000000009', later, zhang),
      ],
      expected: marksOf([all, wang, later, ballotOf('li', village())]),
    }
  }
  const castsIn = (tally: Tally) =>
    [...tally].reduce((sum, [mark, count]) => (mark.endsWith('|cast') ? sum + count : sum), 0)

  it.each([
    ['before', 'refuse'],
    ['after', 'forget'],
  ] as const)('%s any of its writes, the next delivery goes on where it stood', async (_, how) => {
    let writes = 0
    for (let k = 1, survived = false; !survived; k++) {
      const attempt = ++attempts
      const { records, expected } = longBatch(attempt)
      writes = 0
      store.fault = (operation) => {
        if (operation !== 'UpdateItem' || ++writes < k) return undefined
        return how === 'refuse' ? { refuse: killed } : { forget: killed }
      }
      survived = await deliver(records).then(
        () => true,
        () => false,
      )
      store.fault = () => undefined
      expect(castsIn(await tallyIn(attempt))).toBeLessThanOrEqual(4)
      if (!survived) {
        handler = await newProcess()
        expect(await deliver(records)).toEqual(allDone)
      }
      expect(await tallyIn(attempt), `killed at write ${k}`).toEqual(expected)
    }
    expect(writes).toBeGreaterThan(4)
  })

  it('loses nothing when the answer to a write is lost and the SDK repeats it', async () => {
    const attempt = ++attempts
    const { records, expected } = longBatch(attempt)
    let lost = 0
    store.fault = (operation) =>
      operation === 'UpdateItem' && ++lost % 2 === 1
        ? { forget: { status: 500, type: 'InternalServerError' } }
        : undefined
    await untilDone(records)
    expect(lost).toBeGreaterThan(1)
    expect(await tallyIn(attempt)).toEqual(expected)
  })
})

describe('with a record that nobody can read', () => {
  const unreadable: [string, (record: DynamoDBRecord) => DynamoDBRecord][] = [
    [
      'no ballot',
      (record) => ({ ...record, dynamodb: { ...record.dynamodb, NewImage: { voter: { S: 'x' } } } }),
    ],
    [
      'no image',
      ({ dynamodb, ...record }) => ({ ...record, dynamodb: { ...dynamodb, NewImage: undefined } }),
    ],
    [
      'no JSON',
      (record) => ({
        ...record,
        dynamodb: { ...record.dynamodb, NewImage: { ...record.dynamodb?.NewImage, ballot: { S: '{' } } },
      }),
    ],
    [
      'no bucket',
      (record) => ({ ...record, dynamodb: { ...record.dynamodb, Keys: { bucket: { S: 'nonsense' } } } }),
    ],
  ]
  it.each(unreadable)(
    '(%s) counts those before it, names it, and counts those after it once it is out of the way',
    async (_, damage) => {
      const attempt = ++attempts
      const ballots = Array.from({ length: 100 }, (_unused, index) =>
        ballotOf(`voter-${index}`, village('c1')),
      )
      const records = ballots.map((ballot, index) =>
        ballotRecord(`harvest/final/${attempt}#${index % 3}`, String(10n ** 24n + BigInt(index)), ballot),
      )
      const [bad] = records.splice(40, 1)
      if (!bad) throw new Error('there is no such record')
      const { SequenceNumber: itemIdentifier } = bad.dynamodb ?? {}
      const whole = [...records.slice(0, 40), damage(bad), ...records.slice(40)]
      for (let time = 0; time < 2; time++)
        expect(await deliver(whole)).toEqual({ batchItemFailures: [{ itemIdentifier }] })
      expect(await tallyIn(attempt)).toEqual(marksOf(ballots.slice(0, 40)))
      expect(await deliver(records.slice(40))).toEqual(allDone)
      expect(await tallyIn(attempt)).toEqual(marksOf(ballots.filter((_unused, index) => index !== 40)))
    },
  )

  it('fails on a record without a sequence number, which could be counted twice', async () => {
    const record = ballotRecord(`harvest/final/${++attempts}#0`, '1', ballotOf('zhang', village('c1')))
    delete record.dynamodb?.SequenceNumber
    await expect(deliver([record])).rejects.toThrow()
  })
})

describe('with ballots that carry more than marks', () => {
  it('counts delays, and takes back what a revision leaves out', async () => {
    const attempt = ++attempts
    const bucket = `harvest/final/${attempt}#0`
    const first = { ...ballotOf('zhang', village('c1')), delay: 12 }
    const second = ballotOf('zhang', village('c2'), 2)
    await deliver([ballotRecord(bucket, '1', first)])
    expect(await tallyIn(attempt)).toEqual(new Map([...marksOf([first]), ['||delay|12', 1]]))
    await deliver([ballotRecord(bucket, '2', second, first)])
    expect(await tallyIn(attempt)).toEqual(marksOf([second]))
  })

  it('counts an abstention as cast', async () => {
    const attempt = ++attempts
    await deliver([ballotRecord(`harvest/final/${attempt}#0`, '1', ballotOf('zhang', village()))])
    expect(await tallyIn(attempt)).toEqual(new Map([['village|||cast', 1]]))
  })
})

describe('when the store is overloaded for a while', () => {
  it('counts everything in the end', async () => {
    const random = randomFrom(7)
    const attempt = ++attempts
    const { records, boxAfter } = shardOf(random, { attempt, buckets: [0, 1], size: 20 })
    store.fault = () =>
      random.within(0, 9) < 3 ? { refuse: { status: 500, type: 'InternalServerError' } } : undefined
    for (let from = 0; from < records.length; from += 5) {
      const batch = records.slice(from, from + 5)
      await untilDone(batch)
    }
    store.fault = () => undefined
    expect(await tallyIn(attempt)).toEqual(marksOf(boxAfter.at(-1)?.values() ?? []))
  })
})
