import { describe, expect, it } from 'vitest'
import type { Live, LiveRound } from '#contract/live.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { asOf, clockIn, sceneOf } from '../../../web/pages/screen/scene.ts'
import { at, liveRound, noon, ranked } from '../console/documents.ts'

const contest = contestWith({
  rounds: [
    roundWith({ id: 'first', contestants: ['east'] }),
    roundWith({ id: 'second', contestants: ['west'] }),
  ],
})

type Given = {
  first?: Partial<LiveRound>
  second?: Partial<LiveRound>
  stage?: [contestant: string, since: number]
}

const document = ({ first, second, stage }: Given): Live => ({
  contest: 'harvest',
  version: 1,
  head: '0'.repeat(64),
  at: at(0),
  stage: stage === undefined ? null : { contestant: stage[0], since: at(stage[1]) },
  rounds: { first: liveRound(first), second: liveRound(second) },
})
const scene = (given: Given, published = {}) => sceneOf(contest, document(given), published)

const result = { status: 'published', closesAt: at(-60), standings: ranked(1) } as const

describe('before anything happens', () => {
  it('is the title', () => {
    expect(scene({})).toEqual({ kind: 'idle' })
  })

  it('is whoever comes on stage', () => {
    expect(scene({ stage: ['west', 0] })).toMatchObject({
      kind: 'contestant',
      contestant: { name: '西村' },
      round: { id: 'second' },
      place: 1,
    })
  })
})

describe('when a round is open', () => {
  it('is the vote, whatever else is going on', () => {
    const given: Given = { first: { ...result, revealed: 0 }, second: { status: 'open' }, stage: ['west', 0] }
    expect(scene(given)).toMatchObject({ kind: 'voting', round: { id: 'second' }, onStage: { place: 1 } })
  })

  it('is, of two open ones, the one of whoever is on stage, else the one opened last', () => {
    const first = { status: 'open', opensAt: at(-60) } as const
    const second = { status: 'open', opensAt: at(-30) } as const
    expect(scene({ first, second })).toMatchObject({ kind: 'voting', round: { id: 'second' } })
    expect(scene({ first, second, stage: ['east', 0] })).toMatchObject({
      kind: 'voting',
      round: { id: 'first' },
      onStage: { round: { id: 'first' } },
    })
  })

  it('is closed by the clock before the server says so', () => {
    const open = document({ first: { status: 'open', closesAt: at(0) } })
    expect(sceneOf(contest, asOf(open, noon), {})).toMatchObject({ kind: 'closed' })
    expect(asOf(open, noon - 1)).toBe(open)
  })
})

describe('while somebody speaks', () => {
  it('has their clock beside the name, and beside nothing else', () => {
    const speech = {
      contestant: 'east',
      round: 'first',
      part: 1,
      startedAt: at(-10),
      pausedSeconds: 0,
      endsAt: at(50),
      running: true,
    }
    const clockOf = (given: Given, over: Partial<typeof speech & { ended: object }> = {}) => {
      const live = { ...document(given), speech: { ...speech, ...over } } as Live
      return clockIn(contest, live, sceneOf(contest, live, {}), noon)
    }
    expect(clockOf({ stage: ['east', -20] })).toMatchObject({ phase: 'running', left: 50 })
    expect(clockOf({ first: { status: 'open' }, stage: ['east', -20] })).toMatchObject({ phase: 'running' })
    expect(clockOf({ first: result, stage: ['east', -90] })).toBeNull()
    const ended = { at: at(0), seconds: 10, over: 0 }
    expect(clockOf({ stage: ['east', -20] }, { running: false, ended })).toBeNull()
  })
})

describe('when a round has closed', () => {
  it('is that round until somebody comes on stage', () => {
    const first = { status: 'closed', closesAt: at(-10) } as const
    expect(scene({ first, stage: ['east', -60] })).toMatchObject({ kind: 'closed' })
    expect(scene({ first, stage: ['west', -5] })).toMatchObject({ kind: 'contestant' })
  })
})

describe('when a result is published', () => {
  it('is the ranking until the next contestant comes on stage', () => {
    expect(scene({ first: result, stage: ['east', -90] })).toMatchObject({ kind: 'ranking' })
    expect(scene({ first: result, stage: ['west', -30] })).toMatchObject({ kind: 'contestant' })
  })

  it('is the ranking where this screen saw it published after that', () => {
    expect(scene({ first: result, stage: ['west', -30] }, { first: noon })).toMatchObject({ kind: 'ranking' })
  })

  it('is the ranking while places are kept back, whoever is on stage', () => {
    const first = { ...result, standings: [], revealed: 0 }
    expect(scene({ first, stage: ['west', -30] })).toMatchObject({ kind: 'ranking', round: { id: 'first' } })
  })

  it('is not a ranking that the document no longer carries', () => {
    expect(scene({ first: { ...result, standings: null } })).toEqual({ kind: 'idle' })
  })
})

describe('when a round was voided', () => {
  const voided = { attempt: 1, reason: '名单有误', at: at(0) }

  it('is that, and why, until something else happens', () => {
    const second = { attempt: 2, voided }
    expect(scene({ first: result, second })).toMatchObject({
      kind: 'voided',
      round: { id: 'second' },
      live: { voided },
    })
    expect(scene({ second, stage: ['west', -5] })).toMatchObject({ kind: 'voided' })
    expect(scene({ second, stage: ['west', 5] })).toMatchObject({ kind: 'contestant' })
    expect(scene({ second: { ...second, status: 'open' } })).toMatchObject({ kind: 'voting' })
  })
})

describe('when the judges’ marks are shown', () => {
  const marks = { contestant: 'east', at: at(-5), panels: [] }

  it('is those, also while the round is open', () => {
    expect(scene({ first: { status: 'open', marks }, stage: ['east', -60] })).toMatchObject({
      kind: 'marks',
      contestant: { id: 'east' },
    })
  })

  it('is what happened last once the round is over', () => {
    const closed = (closesAt: number) => scene({ first: { status: 'closed', closesAt: at(closesAt), marks } })
    expect(closed(-60)).toMatchObject({ kind: 'marks' })
    expect(closed(-1)).toMatchObject({ kind: 'closed' })
  })
})
