import { describe, expect, it } from 'vitest'
import type { Round } from '#contract/contest.ts'
import type { FilledBallot } from '#core/ballot.ts'
import { decideCast, waitToCast, type Arriving, type BallotInBox } from '#core/cast.ts'
import { roundWith } from '#test/support/contest.ts'

const t = (second: number) => `2022-06-10T09:00:0${second}.000Z`

const chosen = (...choices: string[]): FilledBallot => ({ kind: 'choose', electorate: 'village', choices })
const scored = (scores: Record<string, number>): FilledBallot => ({
  kind: 'score',
  electorate: 'judge',
  scores: Object.fromEntries(
    Object.entries(scores).map(([contestant, impression]) => [contestant, { impression }]),
  ),
})

/** The third revision of a ballot for the east: by requests r1, r2 and r3, one second after another. */
const inBox = (over: Partial<BallotInBox> = {}): BallotInBox => ({
  ballot: chosen('east'),
  revision: 3,
  casts: [
    { id: 'r1', at: t(1) },
    { id: 'r2', at: t(2) },
    { id: 'r3', at: t(3) },
  ],
  ...over,
})
const arriving = (over: Partial<Arriving> = {}): Arriving => ({
  ballot: chosen('west'),
  request: 'r4',
  ...over,
})

const revisable = roundWith()
const final: Round = roundWith({ revisable: false })

describe.each([
  ['revisable', revisable],
  ['final', final],
])('into an empty box of a %s round', (_, round) => {
  it('the first ballot goes in', () => {
    expect(decideCast(round, undefined, arriving())).toEqual({ revision: 1, comments: undefined })
  })

  it('takes its comments along', () => {
    const comments = { east: { strength: '党建扎实' } }
    expect(decideCast(round, undefined, arriving({ comments }))).toEqual({ revision: 1, comments })
  })

  it('nothing is there to be replaced', () => {
    expect(decideCast(round, undefined, arriving({ replaces: 1 }))).toEqual({ refusal: 'stale-revision' })
  })
})

describe.each([
  ['revisable', revisable],
  ['final', final],
])('a repeat in a %s round', (_, round) => {
  it.each([
    ['r1', 1],
    ['r2', 2],
  ])('of request %s is revision %i, whatever lies there by now and whatever it says', (request, revision) => {
    expect(decideCast(round, inBox(), arriving({ request }))).toEqual({
      repeats: { revision, at: t(revision) },
    })
  })

  it('of the latest request is the latest revision, if it says the same', () => {
    expect(decideCast(round, inBox(), arriving({ request: 'r3', ballot: chosen('east') }))).toEqual({
      repeats: { revision: 3, at: t(3) },
    })
  })

  it('is not what comes under the latest request’s id and says something else', () => {
    const another = decideCast(round, inBox(), arriving({ request: 'r3', ballot: chosen('west') }))
    expect(another).toEqual(
      round === final ? { refusal: 'already-voted' } : { revision: 4, comments: undefined },
    )
  })

  it('of a request is known although earlier ones are forgotten', () => {
    const shortMemory = inBox({ revision: 23 })
    expect(decideCast(round, shortMemory, arriving({ request: 'r1' }))).toEqual({
      repeats: { revision: 21, at: t(1) },
    })
  })

  it('of a request is known even if it names a revision that has been replaced since', () => {
    expect(decideCast(round, inBox(), arriving({ request: 'r2', replaces: 1 }))).toEqual({
      repeats: { revision: 2, at: t(2) },
    })
  })

  it('of what the ballot says already is that ballot, by any request', () => {
    expect(decideCast(round, inBox(), arriving({ ballot: chosen('east') }))).toEqual({
      repeats: { revision: 3, at: t(3) },
    })
  })

  it('of the same choices in another order is the same ballot', () => {
    const two = inBox({ ballot: chosen('east', 'west') })
    expect(decideCast(round, two, arriving({ ballot: chosen('west', 'east') }))).toHaveProperty('repeats')
  })

  it('has no time where the box keeps none', () => {
    const secret = inBox({ casts: [{ id: 'r1' }, { id: 'r2' }, { id: 'r3' }] })
    expect(decideCast(round, secret, arriving({ request: 'r2' }))).toEqual({ repeats: { revision: 2 } })
    expect(decideCast(round, secret, arriving({ ballot: chosen('east') }))).toEqual({
      repeats: { revision: 3 },
    })
  })
})

describe('another ballot in a revisable round', () => {
  it('replaces the one that lies there', () => {
    expect(decideCast(revisable, inBox(), arriving())).toEqual({ revision: 4, comments: undefined })
  })

  it('replaces the revision it names, and no other', () => {
    expect(decideCast(revisable, inBox(), arriving({ replaces: 3 }))).toEqual({
      revision: 4,
      comments: undefined,
    })
    for (const replaces of [1, 2, 4])
      expect(decideCast(revisable, inBox(), arriving({ replaces }))).toEqual({ refusal: 'stale-revision' })
  })

  it('goes back to what an earlier revision said, as a new one', () => {
    expect(
      decideCast(revisable, inBox({ ballot: chosen('west') }), arriving({ ballot: chosen('east') })),
    ).toEqual({
      revision: 4,
      comments: undefined,
    })
  })
})

describe('another ballot in a round that is not revisable', () => {
  it('is refused', () => {
    expect(decideCast(final, inBox(), arriving())).toEqual({ refusal: 'already-voted' })
    expect(decideCast(final, inBox(), arriving({ replaces: 3 }))).toEqual({ refusal: 'already-voted' })
  })

  it('adds contestants to the marks that were given', () => {
    const half = inBox({ ballot: scored({ east: 80 }) })
    expect(decideCast(final, half, arriving({ ballot: scored({ east: 80, west: 90 }) }))).toEqual({
      revision: 4,
      comments: undefined,
    })
  })

  it('neither changes nor takes back a mark', () => {
    const half = inBox({ ballot: scored({ east: 80, west: 90 }) })
    for (const ballot of [scored({ east: 81, west: 90 }), scored({ east: 80 }), scored({ north: 70 })])
      expect(decideCast(final, half, arriving({ ballot }))).toEqual({ refusal: 'already-voted' })
  })

  it('an older copy of a ballot that has grown since is known by its request', () => {
    const grown = inBox({ ballot: scored({ east: 80, west: 90 }) })
    expect(decideCast(final, grown, arriving({ ballot: scored({ east: 80 }), request: 'r2' }))).toEqual({
      repeats: { revision: 2, at: t(2) },
    })
  })
})

describe.each([
  ['revisable', revisable],
  ['final', final],
])('comments in a %s round', (_, round) => {
  const ballot = scored({ east: 80 })
  const commented = inBox({
    ballot,
    comments: { east: { strength: '党建扎实', note: '超时' }, west: { shortfall: '数据不足' } },
  })
  const saying = (comments: Arriving['comments']) =>
    decideCast(round, commented, arriving({ ballot, comments }))

  it('that say something new are stored beside the same marks', () => {
    expect(saying({ west: { shortfall: '数据不足', suggestion: '补充台账' } })).toEqual({
      revision: 4,
      comments: {
        east: { strength: '党建扎实', note: '超时' },
        west: { shortfall: '数据不足', suggestion: '补充台账' },
      },
    })
  })

  it.each(['strength', 'shortfall', 'suggestion', 'note'] as const)('another %s is something new', (kind) => {
    expect(saying({ north: { [kind]: '有特色' } })).toMatchObject({
      comments: { north: { [kind]: '有特色' } },
    })
  })

  it('that say the same, or nothing, are a repeat', () => {
    const repeat = { repeats: { revision: 3, at: t(3) } }
    expect(saying(undefined)).toEqual(repeat)
    expect(saying({})).toEqual(repeat)
    expect(saying({ north: {} })).toEqual(repeat)
    expect(saying({ east: { strength: '党建扎实', note: '超时' } })).toEqual(repeat)
  })

  it('are taken back by an empty comment', () => {
    expect(saying({ east: {} })).toEqual({
      revision: 4,
      comments: { east: {}, west: { shortfall: '数据不足' } },
    })
  })

  it('stay when further marks come without any', () => {
    const further = arriving({ ballot: scored({ east: 80, west: 90 }) })
    expect(decideCast(round, commented, further)).toEqual({ revision: 4, comments: commented.comments })
  })

  it('do not get a refused ballot in', () => {
    const stale = arriving({ ballot, comments: { north: { note: '缺席' } }, replaces: 2 })
    expect(decideCast(round, commented, stale)).toEqual({ refusal: 'stale-revision' })
  })
})

describe('casts of one person', () => {
  const start = Date.parse('2022-06-10T09:00:00.000Z')
  const at = (second: number) => new Date(start + second * 1_000).toISOString()
  const times = (count: number, apart: number) =>
    Array.from({ length: count }, (_, index) => at(index * apart))

  it('may come as fast as fingers go, nineteen times', () => {
    expect(waitToCast([], at(0))).toBe(0)
    expect(waitToCast(times(19, 0), at(0))).toBe(0)
  })

  it('wait once twenty came within forty seconds, until the first of them is so long ago', () => {
    expect(waitToCast(times(20, 1), at(20))).toBe(20)
    expect(waitToCast(times(20, 1), at(39.5))).toBe(1)
    expect(waitToCast(times(20, 1), at(40))).toBe(0)
  })

  it('never wait at thirty a minute', () => {
    expect(waitToCast(times(20, 2), at(40))).toBe(0)
  })
})
