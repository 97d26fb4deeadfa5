import { describe, expect, it } from 'vitest'
import type { Live, LiveRound, OverlayPart } from '#contract/live.ts'
import { contestWith } from '#test/support/contest.ts'
import { overlayParts as every } from '../../../web/state/overlay-parts.ts'
import { onAir } from '../../../web/pages/overlay/on-air.ts'
import { at, liveRound, noon, ranked } from '../console/documents.ts'

const contest = contestWith()

type Given = {
  final?: Partial<LiveRound>
  stage?: [contestant: string, since: number]
  overlay?: OverlayPart[]
  speech?: Live['speech']
}

const shownAt = (now: number, { final, stage, overlay, speech }: Given, parts = every, lost = false) =>
  onAir(
    contest,
    {
      contest: 'harvest',
      version: 1,
      head: '0'.repeat(64),
      at: at(0),
      stage: stage === undefined ? null : { contestant: stage[0], since: at(stage[1]) },
      rounds: { final: liveRound(final) },
      ...(overlay && { overlay }),
      ...(speech && { speech }),
    } satisfies Live,
    parts,
    noon + now * 1_000,
    lost,
  )
const partsOf = (shown: ReturnType<typeof onAir>) => every.filter((part) => shown[part] !== null)

const open = { status: 'open', opensAt: at(0), closesAt: at(60) } as const
const onStage: Given = { final: open, stage: ['east', 0] }

describe('before a round', () => {
  it('is nothing, until somebody comes on stage', () => {
    expect(partsOf(shownAt(0, {}))).toEqual([])
    expect(shownAt(0, { stage: ['east', 0] })).toEqual({
      name: contest.contestants[0],
      countdown: null,
      speech: null,
      marks: null,
      tally: null,
    })
  })
})

describe('when a round is open', () => {
  it('is everything that the address asks for and the console lets through', () => {
    expect(partsOf(shownAt(10, onStage))).toEqual(['name', 'countdown', 'tally'])
    expect(partsOf(shownAt(10, onStage, ['tally']))).toEqual(['tally'])
    expect(partsOf(shownAt(10, { ...onStage, overlay: ['name'] }))).toEqual(['name'])
    expect(partsOf(shownAt(10, { ...onStage, overlay: ['name'] }, ['tally']))).toEqual([])
    expect(partsOf(shownAt(10, { ...onStage, overlay: [] }))).toEqual([])
  })

  it('counts down to the end, where there is one', () => {
    expect(shownAt(10, onStage).countdown).toEqual({ closesAt: at(60) })
    expect(shownAt(10, { final: { status: 'open' } }).countdown).toEqual({ closesAt: undefined })
  })
})

describe('when the window has passed', () => {
  it('is closed before the next document says so', () => {
    const shown = shownAt(60, onStage)
    expect(shown.countdown).toBeNull()
    expect(shown.tally?.live.status).toBe('closed')
  })

  it('leaves the picture to whoever comes on stage next', () => {
    expect(partsOf(shownAt(90, { final: open, stage: ['west', 80] }))).toEqual(['name'])
  })
})

describe('when the network is lost', () => {
  it('leaves no countdown and no turnout of a window that may have been closed or extended since', () => {
    expect(partsOf(shownAt(10, onStage, every, true))).toEqual(['name'])
    expect(partsOf(shownAt(60, onStage, every, true))).toEqual(['name'])
    expect(partsOf(shownAt(10, { final: { status: 'open' } }, every, true))).toEqual([])
  })

  it('keeps what was over', () => {
    const closed = { ...open, status: 'closed' } as const
    expect(partsOf(shownAt(90, { final: closed, stage: ['east', 0] }, every, true))).toEqual([
      'name',
      'tally',
    ])
    const published = { ...open, status: 'published', standings: ranked(1) } as const
    expect(partsOf(shownAt(90, { final: published }, every, true))).toEqual(['tally'])
  })
})

describe('when published', () => {
  const final = { ...open, status: 'published', standings: ranked(1, 2) } as const

  it('is the result instead of the contestant who was on stage', () => {
    expect(partsOf(shownAt(90, { final, stage: ['east', 0] }))).toEqual(['tally'])
  })

  it('is over when somebody comes on stage', () => {
    expect(partsOf(shownAt(120, { final, stage: ['west', 100] }))).toEqual(['name'])
  })
})

describe('when a round was voided', () => {
  const final: Given['final'] = { attempt: 2, voided: { attempt: 1, reason: '名单有误', at: at(60) } }

  it('is that and why, until somebody comes on stage', () => {
    expect(shownAt(61, { final }).tally?.live.voided?.reason).toBe('名单有误')
    expect(shownAt(61, { final, stage: ['east', 0] }).tally).not.toBeNull()
    expect(shownAt(90, { final, stage: ['east', 80] }).tally).toBeNull()
  })
})

describe('while somebody speaks', () => {
  const speech = {
    contestant: 'east',
    round: 'final',
    part: 1,
    startedAt: at(0),
    pausedSeconds: 0,
    endsAt: at(60),
    running: true,
  }
  const given: Given = { stage: ['east', 0], speech }

  it('is the clock, until it is ended or the network is lost', () => {
    expect(shownAt(10, given).speech).toMatchObject({ phase: 'running', left: 50 })
    expect(shownAt(61, given).speech).toMatchObject({ phase: 'over', over: 1 })
    expect(shownAt(10, given, every, true).speech).toBeNull()
    expect(shownAt(10, { ...given, overlay: ['name'] }).speech).toBeNull()
    const ended = { at: at(50), seconds: 50, over: 0 }
    expect(shownAt(61, { ...given, speech: { ...speech, running: false, ended } }).speech).toBeNull()
  })
})

describe('while marks are shown', () => {
  const marks = { contestant: 'east', at: at(30), panels: [] }
  const given: Given = { ...onStage, final: { ...open, marks } }

  it('is them in the place of the turnout, if they are let through', () => {
    expect(partsOf(shownAt(40, given))).toEqual(['name', 'countdown', 'marks'])
    expect(shownAt(40, given).marks).toMatchObject({ round: { id: 'final' }, marks })
    expect(partsOf(shownAt(40, given, ['name', 'tally']))).toEqual(['name', 'tally'])
    expect(partsOf(shownAt(70, given))).toEqual(['name', 'marks'])
  })
})
