import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actionsOn, refused } from '#test/support/actions.ts'
import { randomFrom } from '#core/random.ts'
import { badRequests, dumped, expectRefused, goodBallots, openHall, type Hall } from './bad-requests.ts'

let hall: Hall
beforeAll(async () => {
  hall = await openHall()
})
beforeEach(() => {
  hall.writes.length = 0
})
afterAll(() => hall.stop())

const many = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item)
const score = (content: unknown, style: unknown = 30) => ({ scores: { east: { content, style } } })

/** What a phone may not send, beside the electorate, by the electorate that may not send it. */
const badBallots: Record<string, object[]> = {
  town: [
    {},
    { choices: [] },
    { choices: ['east', 'west', 'north'] },
    { choices: ['east', 'east'] },
    { choices: ['absent'] },
    { choices: ['nobody'] },
    { choices: ['east', 'absent'] },
    { choices: ['EAST'] },
    { choices: ['east '] },
    { choices: ['東'] },
    { choices: ['__proto__'] },
    { choices: ['constructor'] },
    { choices: [''] },
    { choices: 'east' },
    { choices: { east: true } },
    { choices: [null] },
    { choices: [['east']] },
    { choices: [1] },
    { choices: many(2_001, 'east') },
    { choices: ['east'], weight: 100 },
    { choices: ['east'], choice: 'west' },
    { choices: ['east'], ranking: ['east', 'west', 'north'] },
    { grades: { east: 'good' } },
    { scores: { east: { content: 1 } } },
    { ranking: ['east', 'west', 'north'] },
  ],
  village: [
    { grades: {} },
    { grades: [] },
    { grades: { east: 'best' } },
    { grades: { east: 'Good' } },
    { grades: { east: '' } },
    { grades: { east: null } },
    { grades: { east: 100 } },
    { grades: { east: ['good'] } },
    { grades: { absent: 'good' } },
    { grades: { east: 'good', nobody: 'good' } },
    { grades: { constructor: 'good' } },
    { grades: { east: 'toString' } },
    { choices: ['east'] },
    { grades: { east: 'good' }, castAt: '2020-01-01T00:00:00.000Z' },
  ],
  jury: [
    { scores: {} },
    { scores: [] },
    { scores: { east: {} } },
    { scores: { east: 90 } },
    { scores: { east: { content: 30 } } },
    { scores: { absent: { content: 30, style: 30 } } },
    { scores: { east: { content: 30, style: 30, charm: 1 } } },
    score(60.5),
    score(-0.5),
    score(30.25),
    score(30, 9.999),
    score(30, 40.000001),
    score('30'),
    score(null),
    score(true),
    score(1e308),
    score([30]),
    { ...score(30), weight: 2 },
    { choices: ['east'] },
  ],
  club: [
    { ranking: [] },
    { ranking: ['east', 'west'] },
    { ranking: ['east', 'west', 'west'] },
    { ranking: ['east', 'west', 'absent'] },
    { ranking: ['east', 'west', 'north', 'south', 'east'] },
    { ranking: 'east' },
    { ranking: { 1: 'east', 2: 'west', 3: 'north' } },
    { ranking: ['east', 'west', 3] },
    { ranking: ['east', 'west', null] },
    { ranking: many(2_001, 'east') },
    { choices: ['east'] },
  ],
}
/** What is wrong with the request around a ballot that is in order. */
const badCasts: object[] = [
  { requestId: '' },
  { requestId: 'x'.repeat(101) },
  { requestId: 7 },
  { replaces: -1 },
  { replaces: 1.5 },
  { delay: -1 },
  { delay: 3_601 },
  { at: '2020-01-01T00:00:00.000Z' },
  { voter: 'zhang-club' },
  { comments: { east: { strength: '好' } } },
]

describe('a bad ballot', () => {
  const cast = (electorate: string, ballot: object, over: object = {}, round = 'final') =>
    actionsOn(hall.functions, hall.stage, round).cast(
      `zhang-${electorate}`,
      { electorate, ...ballot },
      { cast: over },
    )

  it.each(Object.entries(badBallots))(
    'of %s is refused with what is wrong, and not kept',
    async (electorate, bad) => {
      const before = await dumped()
      for (const ballot of bad) {
        const answer = await cast(electorate, ballot)
        expect(answer, JSON.stringify(ballot).slice(0, 200)).toEqual(
          refused('bad-request', { errors: expect.any(Array) }),
        )
        expect(answer.body.errors[0].path).toMatch(/^\$\.ballot/)
      }
      expect(hall.writes).toEqual([])
      expect(await dumped()).toEqual(before)
    },
  )

  it('in a request that says too much or too little is refused', async () => {
    for (const over of badCasts)
      expect(await cast('town', goodBallots['town'] ?? {}, over), JSON.stringify(over)).toMatchObject({
        status: 400,
      })
    expect(hall.writes).toEqual([])
  })

  it('for the panel of others is refused, whoever’s name it carries', async () => {
    for (const electorate of ['village', 'jury', 'club'])
      expect(await cast('town', goodBallots[electorate] ?? {})).toEqual(refused('forbidden'))
    expect(await cast('town', { ...goodBallots['town'], electorate: 'nobody' })).toEqual(refused('forbidden'))
    expect(hall.writes).toEqual([])
  })

  it('that takes a mark back where marks are final is refused', async () => {
    const others: Record<string, object> = {
      town: { choices: ['north'] },
      village: { grades: { west: 'good' } },
      jury: score(20),
      club: { ranking: ['west', 'east', 'north'] },
    }
    const before = await dumped()
    for (const [electorate, ballot] of Object.entries(others))
      expect(await cast(electorate, ballot, {}, 'once')).toEqual(refused('already-voted'))
    expect(await dumped()).toEqual(before)
  })
})

describe('ten thousand bad requests to all routes', () => {
  it('are refused every one, and write nothing', { timeout: 300_000 }, async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1e9)
    console.log(`bad requests: SEED=${seed}`)
    const random = randomFrom(seed)
    const next = badRequests(hall)
    await expectRefused(hall, () => next(random), 10_000)
  })
})
