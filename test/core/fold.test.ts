import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deltaOf, stepsOf, type Delta } from '#core/fold.ts'
import type { Mark } from '#core/ballot/mark.ts'
import { addTallies, tallyOf } from '#core/tally.ts'
import { fenceOf, type Fence } from '#store/tallies.ts'

const entries = (delta: Delta) => Object.fromEntries(delta)

describe('the change that a record makes', () => {
  it('is all marks of a first ballot', () => {
    expect(entries(deltaOf([], ['p|a||1', 'p|b||1']))).toEqual({ 'p|a||1': 1, 'p|b||1': 1 })
  })

  it('is only what differs when a ballot is replaced', () => {
    expect(entries(deltaOf(['p|||cast', 'p|a||1'], ['p|||cast', 'p|b||1']))).toEqual({
      'p|a||1': -1,
      'p|b||1': 1,
    })
  })

  it('is nothing when only the comments changed', () => {
    expect(deltaOf(['p|a||1'], ['p|a||1']).size).toBe(0)
  })
})

/** Records as a test names them: what each changes. Places are `1`, `2` …, parts of a large one `3.0`, `3.1` …. */
const steps = (size: number, ...changes: Record<Mark, number>[]) =>
  stepsOf(
    changes.map((change, index) => ({
      delta: new Map(Object.entries(change)),
      placeOf: (part) => (part === undefined ? `${index + 1}` : `${index + 1}.${part}`),
    })),
    size,
  ).map(({ changes: joined, to }) => ({ ...entries(joined), to }))

describe('the steps of a batch', () => {
  it('join as many records as fit into one write', () => {
    expect(steps(2, { a: 1 }, { a: 1, b: 1 }, { c: 1 })).toEqual([
      { a: 2, b: 1, to: '2' },
      { c: 1, to: '3' },
    ])
  })

  it('carry the place on over a record that changes nothing', () => {
    expect(steps(2, { a: 1 }, {})).toEqual([{ a: 1, to: '2' }])
    expect(steps(2, {})).toEqual([{ to: '1' }])
  })

  it('divide a record that is too large alone, and no other', () => {
    expect(steps(2, { a: 1 }, { a: 1, b: 1, c: 1 }, { a: 1 })).toEqual([
      { a: 1, to: '1' },
      { a: 1, b: 1, to: '2.0' },
      { c: 1, to: '2' },
      { a: 1, to: '3' },
    ])
  })

  it('take marks away before they give others, so that nobody is counted twice on the way', () => {
    expect(steps(2, { 'a|5': 1, 'a|7': -1, 'b|5': -1, 'b|6': 1 })).toEqual([
      { 'a|7': -1, 'b|5': -1, to: '1.0' },
      { 'a|5': 1, 'b|6': 1, to: '1' },
    ])
  })

  it('divide a record in the same way whatever order its marks come in', () => {
    const marks = { a: 1, b: -1, c: 1, d: -1, e: 1 }
    const reversed = Object.fromEntries(Object.entries(marks).reverse())
    expect(steps(2, reversed)).toEqual(steps(2, marks))
  })
})

/** The item of a bucket: counts behind a fence, changed by one conditional write at a time. */
class Bucket {
  counts = new Map<Mark, number>()
  fence: Fence | undefined

  apply(changes: ReadonlyMap<Mark, number>, from: Fence | undefined, to: Fence): boolean {
    if (from !== this.fence) return false
    this.counts = new Map(addTallies(this.counts, changes))
    this.fence = to
    return true
  }
}

type BallotRecord = { delta: Delta; placeOf: (part?: number) => Fence }

/** Folds a batch as the stream function does. It may guess where the fence stands, and may be killed after any write. */
function consume(
  bucket: Bucket,
  records: readonly BallotRecord[],
  size: number,
  { guess, writes, look }: { guess: Fence | undefined; writes: number; look: () => void },
): boolean {
  let from = guess
  for (;;) {
    const beyond = (place: Fence) => from === undefined || place > from
    const due = stepsOf(
      records.filter(({ placeOf }) => beyond(placeOf())),
      size,
    ).filter(({ to }) => beyond(to))
    let refused = false
    for (const { changes, to } of due) {
      if (writes-- === 0) return false
      refused = !bucket.apply(changes, from, to)
      look()
      if (refused) break
      from = to
    }
    if (!refused) return true
    from = bucket.fence
  }
}

const contestants = ['a', 'b', 'c', 'd', 'e', 'f']

/** Score ballots of four voters, in the order they arrive: a voter's next one replaces the one before. */
const casts = fc.array(
  fc.record({
    voter: fc.integer({ min: 1, max: 4 }),
    scores: fc.dictionary(fc.constantFrom(...contestants), fc.integer({ min: 1, max: 3 }), { minKeys: 1 }),
  }),
  { minLength: 1, maxLength: 12 },
)
type Casts = typeof casts extends fc.Arbitrary<infer Value> ? Value : never

const marksOfCast = (scores: Record<string, number>): Mark[] => [
  'p|||cast',
  ...Object.entries(scores).map(([contestant, score]) => `p|${contestant}||${score}`),
]

/** Records as the stream brings them, with the ballots in the box after each. Sequence numbers grow, also in digits. */
function recordsOf(all: Casts, start: bigint): { records: BallotRecord[]; boxes: Mark[][] } {
  const box = new Map<number, Mark[]>()
  const boxes: Mark[][] = [[]]
  const records = all.map(({ voter, scores }, index) => {
    const delta = deltaOf(box.get(voter) ?? [], marksOfCast(scores))
    box.set(voter, marksOfCast(scores))
    boxes.push([...box.values()].flat())
    return { delta, placeOf: (part?: number) => fenceOf(String(start + BigInt(index)), part) }
  })
  return { records, boxes }
}

const deliveries = fc.array(
  fc.record({
    back: fc.nat(5),
    take: fc.nat(8),
    /** Writes until the function is killed; most often it lives. */
    writes: fc.oneof(fc.nat(6), fc.constant(Infinity)),
    guess: fc.constantFrom('nothing', 'right', 'stale'),
  }),
  { maxLength: 20 },
)
const firstNumber = fc.constantFrom(
  '1',
  '9'.repeat(21),
  '9'.repeat(39),
  '123456789012345678901',
  `${'9'.repeat(38)}5`,
)

describe('however often, however split and however often killed records are delivered', () => {
  it('the counts are those of the box, and never above it on the way', () => {
    fc.assert(
      fc.property(
        casts,
        deliveries,
        firstNumber,
        fc.integer({ min: 1, max: 5 }),
        (all, plan, first, size) => {
          const { records, boxes } = recordsOf(all, BigInt(first))
          const bucket = new Bucket()
          const most = mostMarked(boxes)
          const fences: (Fence | undefined)[] = [undefined]
          const above: [string, number][] = []
          const look = () => {
            fences.push(bucket.fence)
            above.push(
              ...[...marked(bucket.counts)].filter(([field, count]) => count > (most.get(field) ?? 0)),
            )
          }
          const guesses = { nothing: () => undefined, right: () => bucket.fence, stale: () => fences.at(-2) }

          let delivered = 0
          for (const { back, take, writes, guess } of plan) {
            const batch = records.slice(Math.max(0, delivered - back), delivered + take)
            const done = consume(bucket, batch, size, { guess: guesses[guess](), writes, look })
            if (done) delivered = Math.min(records.length, delivered + take)
          }
          consume(bucket, records.slice(delivered), size, { guess: undefined, writes: Infinity, look })

          expect(above).toEqual([])
          expect(bucket.counts).toEqual(new Map(tallyOf(boxes.at(-1) ?? [])))
          expect(fences.slice(1).every((fence, index) => (fences[index] ?? '') <= (fence ?? ''))).toBe(true)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('a large record killed after any of its parts goes on with the next one', () => {
    const [one, two] = [
      { voter: 1, scores: { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 } },
      { voter: 1, scores: { a: 2, b: 2, c: 2, d: 2, e: 2, f: 2 } },
    ]
    const { records, boxes } = recordsOf([one, two], 7n)
    const look = () => {}
    for (let writes = 0; writes <= 10; writes++) {
      const bucket = new Bucket()
      consume(bucket, records, 2, { guess: undefined, writes, look })
      consume(bucket, records, 2, { guess: undefined, writes: Infinity, look })
      expect(bucket.counts).toEqual(new Map(tallyOf(boxes.at(-1) ?? [])))
    }
  })
})

/** How many voters have marked each contestant; a voter counted twice shows as one too many. */
function marked(counts: ReadonlyMap<Mark, number>): Map<string, number> {
  const fields = new Map<string, number>()
  for (const [mark, count] of counts) {
    const field = mark.slice(0, mark.lastIndexOf('|'))
    fields.set(field, (fields.get(field) ?? 0) + count)
  }
  return fields
}

/** The most that ever marked each contestant at the same time. */
function mostMarked(boxes: readonly Mark[][]): Map<string, number> {
  const most = new Map<string, number>()
  for (const box of boxes)
    for (const [field, count] of marked(tallyOf(box))) most.set(field, Math.max(most.get(field) ?? 0, count))
  return most
}
