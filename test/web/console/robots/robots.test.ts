import { randomInt } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { BallotRule } from '#contract/contest.ts'
import { checkBallot, filled } from '#core/ballot.ts'
import { randomFrom } from '#core/random.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import {
  castOf,
  dueAt,
  isPossible,
  mostRobots,
  readCast,
  suggestedPlan,
  sumOf,
} from '../../../../web/pages/console/robots/plan.ts'
import { robotBallot } from '../../../../web/pages/console/robots/robot-ballot.ts'
import { at, liveRound, noon } from '../documents.ts'

const kinds: [string, BallotRule][] = [
  ['choose', { kind: 'choose', max: 3 }],
  ['choose with abstention', { kind: 'choose', min: 0, max: 1 }],
  ['choose more than there are', { kind: 'choose', min: 2, max: 9 }],
  [
    'score in tenths from one',
    { kind: 'score', criteria: [{ id: 'k', name: 'k', min: 1, max: 10, step: 0.1 }] },
  ],
  ['score in thirds of a point', { kind: 'score', criteria: [{ id: 'k', name: 'k', max: 1, step: 0.3 }] }],
  ['score below a whole point', { kind: 'score', criteria: [{ id: 'k', name: 'k', max: 0.5 }] }],
  ['grade', { kind: 'grade', grades: ['a', 'b'].map((id) => ({ id, name: id, value: null })) }],
  [
    'grades with limits',
    {
      kind: 'grade',
      grades: ['a', 'b', 'c'].map((id) => ({ id, name: id, value: null })),
      whole: true,
      notAllEqual: true,
      limits: [
        { grades: ['a'], most: 1 },
        { grades: ['c'], least: 2, most: 2 },
      ],
    },
  ],
  [
    'scores with limits',
    {
      kind: 'score',
      criteria: [{ id: 'k', name: 'k', max: 100, step: 0.5 }],
      whole: true,
      limits: [
        { atLeast: 90, most: 1 },
        { below: 60, least: 2 },
      ],
    },
  ],
  ['rank', { kind: 'rank', points: [5, 3] }],
]

describe('a robot’s ballot', () => {
  it.each(kinds)('is one that the panel takes: %s', (_, ballot) => {
    const panel = { electorate: 'village', ballot }
    const round = roundWith({ panels: [panel] })
    const contest = contestWith({
      contestants: ['a', 'b', 'c', 'd'].map((id) => ({ id, name: id })),
      rounds: [round],
    })
    const first = randomInt(1_000_000)
    for (let seed = first; seed < first + 200; seed++) {
      const cast = robotBallot(contest, round, panel, randomFrom(seed))
      expect(checkBallot(contest, round, filled(cast)), `seed ${seed}`).toEqual([])
      expect(robotBallot(contest, round, panel, randomFrom(seed))).toEqual(cast)
    }
  })
})

describe('a robot’s moment', () => {
  const seeds = Array.from({ length: 200 }, (_, index) => `s${index}`)
  const moments = (closesAt?: string) =>
    seeds.map(
      (seed) =>
        (dueAt(seed, liveRound({ status: 'open', opensAt: at(0), ...(closesAt && { closesAt }) })) - noon) /
        1_000,
    )

  it('is in the window, well before its end', () => {
    expect(Math.min(...moments(at(20)))).toBeGreaterThanOrEqual(0)
    expect(Math.max(...moments(at(20)))).toBeLessThanOrEqual(16)
  })

  it('is within a minute of a long window, and within half a minute where there is no end', () => {
    expect(Math.max(...moments(at(3_600)))).toBeLessThanOrEqual(60)
    expect(Math.max(...moments())).toBeLessThanOrEqual(30)
  })

  it('is another one for each robot', () => {
    expect(new Set(moments(at(20))).size).toBe(seeds.length)
  })
})

describe('the plan', () => {
  const contest = contestWith({
    electorates: [
      { id: 'jury', name: '评委', role: 'judge' },
      { id: 'village', name: '村', role: 'voter' },
      { id: 'crowd', name: '网友', role: 'voter', admission: 'open' },
    ],
  })

  it('has as many robots as there are people, and a usual number where nobody is yet', () => {
    expect(suggestedPlan(contest, { jury: 9, village: 100, crowd: null })).toEqual({
      robots: { jury: 9, village: 100, crowd: 40 },
      seats: {},
    })
  })

  it('never has more than are allowed, and cuts the largest', () => {
    const { robots } = suggestedPlan(contest, { jury: 7, village: 58_000, crowd: 60 })
    expect(sumOf(robots)).toBe(mostRobots)
    expect(robots['jury']).toBe(7)
    expect(sumOf(suggestedPlan(contest, { jury: 900, village: 900, crowd: 900 }).robots)).toBe(mostRobots)
  })

  it('is possible with seats alone, and not with nobody or with too many', () => {
    expect(isPossible({ robots: {}, seats: { jury: 1 } })).toBe(true)
    for (const plan of [
      { robots: { jury: 0 }, seats: {} },
      { robots: { jury: 201 }, seats: {} },
      { robots: {}, seats: { jury: 51 } },
    ])
      expect(isPossible(plan), JSON.stringify(plan)).toBe(false)
  })

  it('gives seats to people of the roster under their own names, and then to guests', () => {
    const people = [
      { id: 'li', electorate: 'jury', name: '李', unit: '县文联', import: 'list' },
      { id: 'zhang', electorate: 'village', name: '张' },
    ]
    const robots = { jury: 5, village: 0, crowd: 0 }
    expect(castOf({ robots, seats: { jury: 2 } }, people, (id, n) => `${id} ${n}`)).toEqual({
      robots,
      seats: [
        { id: 'li', electorate: 'jury', name: '李', unit: '县文联' },
        { id: 'guest-jury-2', electorate: 'jury', name: 'jury 2' },
      ],
    })
  })

  it('is remembered as it was, and forgotten when it does not fit', () => {
    const robots = { jury: 3, village: 20, crowd: 0 }
    const cast = { robots, seats: [{ id: 'li', electorate: 'jury' }] }
    expect(readCast(contest, cast)).toEqual(cast)
    for (const other of [
      null,
      robots,
      { ...cast, robots: { jury: 3 } },
      { ...cast, robots: { ...robots, jury: 1.5 } },
      { ...cast, robots: { ...robots, village: 500 } },
    ])
      expect(readCast(contest, other)).toBeNull()
  })
})
