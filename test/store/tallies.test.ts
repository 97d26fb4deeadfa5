import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let store: typeof import('#store/tallies.ts')

beforeAll(async () => {
  engine = await startTestEngine()
  store = await import('#store/tallies.ts')
})
afterAll(() => engine.stop())

const bucketWith = (over: Partial<Parameters<typeof store.applyMarks>[0]> = {}) => ({
  contest: `harvest-${randomUUID()}`,
  round: 'final',
  attempt: 1,
  bucket: 0,
  ...over,
})
const east = 'village|east||1'
const west = 'village|west||1'
const marks = (counts: Record<string, number>) => new Map(Object.entries(counts))
const fence = (sequence: number) => store.fenceOf(String(sequence))
const tallyOf = async ({ contest, round, attempt }: ReturnType<typeof bucketWith>) =>
  Object.fromEntries(await store.readTally(contest, round, attempt))

describe('a bucket to which nothing is applied', () => {
  it('takes marks that expect nothing before them', async () => {
    const bucket = bucketWith()
    const answer = await store.applyMarks(bucket, marks({ [east]: 2 }), { from: undefined, to: fence(1) })
    expect(answer).toEqual({ applied: true })
    expect(await tallyOf(bucket)).toEqual({ [east]: 2 })
  })

  it('answers so when marks expect something before them', async () => {
    const bucket = bucketWith()
    const answer = await store.applyMarks(bucket, marks({ [east]: 2 }), { from: fence(1), to: fence(2) })
    expect(answer).toEqual({ applied: false, standsAt: undefined })
    expect(await tallyOf(bucket)).toEqual({})
  })
})

describe('a bucket whose fence stands somewhere', () => {
  const begun = async () => {
    const bucket = bucketWith()
    await store.applyMarks(bucket, marks({ [east]: 2 }), { from: undefined, to: fence(5) })
    return bucket
  }

  it('takes what follows, and moves the fence', async () => {
    const bucket = await begun()
    const changes = marks({ [east]: -1, [west]: 3 })
    expect(await store.applyMarks(bucket, changes, { from: fence(5), to: fence(9) })).toEqual({
      applied: true,
    })
    expect(await tallyOf(bucket)).toEqual({ [east]: 1, [west]: 3 })
    expect(await store.applyMarks(bucket, marks({}), { from: fence(5), to: fence(6) })).toEqual({
      applied: false,
      standsAt: fence(9),
    })
  })

  it.each([
    ['the same again', undefined],
    ['what follows an earlier place', 4],
    ['what follows a later place', 6],
  ])('refuses %s, says where it stands and counts nothing', async (_, from) => {
    const bucket = await begun()
    const move = { from: from === undefined ? undefined : fence(from), to: fence(7) }
    expect(await store.applyMarks(bucket, marks({ [east]: 1 }), move)).toEqual({
      applied: false,
      standsAt: fence(5),
    })
    expect(await tallyOf(bucket)).toEqual({ [east]: 2 })
  })

  it('moves over a record that changes nothing', async () => {
    const bucket = await begun()
    expect(await store.applyMarks(bucket, marks({}), { from: fence(5), to: fence(6) })).toEqual({
      applied: true,
    })
    expect(await store.applyMarks(bucket, marks({}), { from: fence(6), to: fence(7) })).toEqual({
      applied: true,
    })
  })

  it('lets one of many through that follow the same place', async () => {
    const bucket = await begun()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        store.applyMarks(bucket, marks({ [east]: 1 }), { from: fence(5), to: fence(6 + index) }),
      ),
    )
    const won = answers.findIndex(({ applied }) => applied)
    const refused = { applied: false, standsAt: fence(6 + won) }
    expect(answers).toEqual(answers.map((_, index) => (index === won ? { applied: true } : refused)))
    expect(await tallyOf(bucket)).toEqual({ [east]: 3 })
  })
})

describe('large updates', () => {
  const long = (index: number) => `${'评'.repeat(60)}|${'村'.repeat(60)}${index}|${'项'.repeat(60)}|${index}`
  const many = (count: number) =>
    new Map(Array.from({ length: count }, (_, index): [string, number] => [long(index), index + 1]))

  it('carry two hundred marks with the longest names', async () => {
    const bucket = bucketWith()
    const changes = many(store.marksPerUpdate)
    expect(await store.applyMarks(bucket, changes, { from: undefined, to: fence(1) })).toEqual({
      applied: true,
    })
    const { contest, round, attempt } = bucket
    expect(await store.readTally(contest, round, attempt)).toEqual(changes)
  })

  it('never carry more', async () => {
    const changes = many(store.marksPerUpdate + 1)
    await expect(store.applyMarks(bucketWith(), changes, { from: undefined, to: fence(1) })).rejects.toThrow(
      '201 marks',
    )
  })
})

describe('the tally of an attempt', () => {
  it('is the sum over its buckets, without what cancels out', async () => {
    const bucket = bucketWith()
    const first = (number: number, changes: Record<string, number>) =>
      store.applyMarks({ ...bucket, bucket: number }, marks(changes), { from: undefined, to: fence(1) })
    await first(0, { [east]: 2, [west]: 1, '||delay|3': 1 })
    await first(1, { [east]: 3, [west]: -1, 'village|||cast': 4 })
    await first(255, { [east]: -1, 'village|north||1': 0 })
    expect(await tallyOf(bucket)).toEqual({ [east]: 4, '||delay|3': 1, 'village|||cast': 4 })
  })

  it('leaves out other attempts, rounds and contests', async () => {
    const bucket = bucketWith()
    for (const other of [
      { ...bucket, attempt: 11 },
      { ...bucket, attempt: 2 },
      { ...bucket, round: 'final-1' },
      bucketWith(),
    ])
      await store.applyMarks(other, marks({ [east]: 1 }), { from: undefined, to: fence(1) })
    expect(await tallyOf(bucket)).toEqual({})
  })

  it('is read whole, over as many pages as it takes', async () => {
    const bucket = bucketWith()
    const name = (number: number, index: number) => `judge|${'村'.repeat(500)}${number}|${index}|1`
    for (let number = 0; number < 6; number++) {
      const changes = new Map(Array.from({ length: 150 }, (_, index) => [name(number, index), 1]))
      await store.applyMarks({ ...bucket, bucket: number }, changes, { from: undefined, to: fence(1) })
    }
    const { contest, round, attempt } = bucket
    expect((await store.readTally(contest, round, attempt)).size).toBe(900)
  })
})

describe('fences', () => {
  const sequence = fc.bigInt({ min: 0n, max: 10n ** 40n - 1n })

  it('sort as text as their sequence numbers do, from one digit to forty', () => {
    fc.assert(
      fc.property(sequence, sequence, (one, other) => {
        const fences = [store.fenceOf(String(one)), store.fenceOf(String(other))]
        expect(fences.toSorted()).toEqual(one < other ? fences : fences.toReversed())
      }),
    )
  })

  it('of the parts of a record come in order, and before its end', () => {
    fc.assert(
      fc.property(sequence, fc.integer({ min: 1, max: 998 }), (number, part) => {
        const before = store.fenceOf(String(number - 1n < 0n ? 0n : number - 1n))
        const places = [part - 1, part, part + 1, undefined].map((each) =>
          store.fenceOf(String(number), each),
        )
        const all = number === 0n ? places : [before, ...places]
        expect(all.toSorted()).toEqual(all)
      }),
    )
  })
})
