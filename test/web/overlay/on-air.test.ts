import { describe, expect, it } from 'vitest'
import type { Live, LiveRound, OverlayPart } from '#contract/live.ts'
import { contestWith } from '#test/support/contest.ts'
import { onAir } from '../../../web/pages/overlay/on-air.ts'
import { at, liveRound, noon, ranked } from '../console/documents.ts'

const contest = contestWith()
const every: OverlayPart[] = ['name', 'countdown', 'tally']

type Given = {
  final?: Partial<LiveRound>
  stage?: [contestant: string, since: number]
  overlay?: OverlayPart[]
}

const shownAt = (now: number, { final, stage, overlay }: Given, parts = every, lost = false) =>
  onAir(
    contest,
    {
      contest: 'harvest',
      version: 1,
      at: at(0),
      stage: stage === undefined ? null : { contestant: stage[0], since: at(stage[1]) },
      rounds: { final: liveRound(final) },
      ...(overlay && { overlay }),
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
      tally: null,
    })
  })
})

describe('when a round is open', () => {
  it('is everything that the address asks for and the console lets through', () => {
    expect(partsOf(shownAt(10, onStage))).toEqual(every)
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
