import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { LiveRound } from '#contract/live.ts'
import type { Console, LogEvent } from '#contract/office.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { Desk } from '../../../../web/pages/console/desk.svelte.ts'
import { RoundDesk } from '../../../../web/pages/console/room/round-desk.svelte.ts'
import { readLink } from '../../../../web/state/link.ts'
import { SessionKeeper } from '../../../../web/state/session.svelte.ts'
import { Storage } from '../../../../web/state/storage.ts'
import { at, consoleWith, liveRound, noon } from '../documents.ts'

const final = roundWith({ seconds: 90 })
const encore = roundWith({ id: 'encore', title: 'Encore' })
const contest = contestWith({ rounds: [final, encore] })

const run = vi.fn<Desk['run']>()
const turned: string[] = []
let events: LogEvent[]

const deskFor = (
  live: Partial<LiveRound> = {},
  other: Partial<LiveRound> = {},
  staged = ['east', 'west'],
  over: Partial<Console> = {},
) => {
  const keeper = new SessionKeeper('console', readLink(new URL('https://x/console')), new Storage(() => null))
  const desk = new Desk(keeper, 'harvest')
  vi.spyOn(desk, 'run').mockImplementation(run)
  vi.spyOn(desk, 'events', 'get').mockImplementation(() => events)
  const current = liveRound(live)
  const document = consoleWith({ final: current, encore: liveRound(other) }, { version: 7, ...over })
  const situation = { contest, round: final, document, staged: new Set(staged), now: noon }
  return new RoundDesk(
    desk,
    () => ({ situation, live: current, details: document.details['final'] }),
    (round) => turned.push(round),
  )
}

beforeEach(() => {
  run.mockReset().mockResolvedValue(true)
  turned.length = 0
  events = []
})

describe('the next step', () => {
  it('is done at once where nobody has to be asked', () => {
    deskFor({}, {}, []).press()
    deskFor({ status: 'open', closesAt: at(60) }).press()
    expect(run.mock.calls).toEqual([
      [[{ type: 'stageContestant', contestant: 'east' }]],
      [[{ type: 'closeRound', round: 'final' }]],
    ])
  })

  it('starts a speech, and asks before it ends one with time left', () => {
    const speech = { parts: [{ name: '陈述', seconds: 480 }] }
    final.speech = speech
    const stage = { contestant: 'east', since: at(-90) }
    const running = {
      contestant: 'east',
      round: 'final',
      part: 1,
      startedAt: at(-60),
      pausedSeconds: 0,
      endsAt: at(420),
      running: true,
    }
    const step = (over: Partial<Console>) => {
      const desk = deskFor({}, {}, ['east'], { stage, ...over })
      desk.press()
      return desk.question
    }
    step({})
    expect(step({ speech: running })).toMatchObject({ kind: 'endSpeech', contestant: { id: 'east' } })
    step({ speech: { ...running, running: false, paused: { since: at(-10), reason: '停电' } } })
    step({ speech: { ...running, endsAt: at(5) } })
    delete final.speech
    expect(run.mock.calls).toEqual([
      [[{ type: 'startSpeech', contestant: 'east', part: 1 }]],
      [[{ type: 'resumeSpeech' }]],
      [[{ type: 'endSpeech' }]],
    ])
  })

  it('opens a window of the round’s length, or of the length that was set', () => {
    const desk = deskFor()
    desk.press()
    desk.seconds = 30
    desk.press()
    desk.seconds = undefined
    desk.press()
    const open = { type: 'openRound', round: 'final' }
    expect(run.mock.calls).toEqual([
      [[{ ...open, seconds: 90 }]],
      [[{ ...open, seconds: 30 }]],
      [[{ ...open, seconds: null }]],
    ])
  })

  it('is asked about before a second ballot goes to the same phones, and when it cannot be taken back', () => {
    const beside = deskFor({}, { status: 'open' })
    beside.press()
    expect(beside.question).toMatchObject({ kind: 'open', seconds: 90, beside: [{ round: encore }] })
    const closed = deskFor({ status: 'closed' })
    closed.press()
    expect(closed.question?.kind).toBe('seal')
    expect(run).not.toHaveBeenCalled()
  })

  it('turns the console to the round that comes next', () => {
    deskFor({ status: 'published' }).press()
    expect(turned).toEqual(['encore'])
  })
})

describe('a question', () => {
  it('is answered at the version that its asker has seen, and then gone', () => {
    const desk = deskFor({ status: 'closed' })
    desk.ask('seal')
    desk.answer([{ type: 'sealRound', round: 'final' }])
    expect(run.mock.calls).toEqual([[[{ type: 'sealRound', round: 'final' }], 7]])
    expect(desk.question).toBe(null)
  })

  it('keeps the key for itself until it is left', () => {
    const desk = deskFor({ status: 'open', closesAt: at(60) })
    desk.ask('void')
    desk.press()
    expect(run).not.toHaveBeenCalled()
    desk.leave()
    desk.press()
    expect(run).toHaveBeenCalledOnce()
  })
})

describe('a seal that was asked for', () => {
  const requested = (seconds: number): LogEvent => ({
    n: 1,
    at: at(seconds),
    actor: 'system',
    type: 'sealRequested',
    hash: '',
    round: 'final',
  })

  it('is late after a minute', () => {
    expect(deskFor().sealIsLate).toBe(false)
    events = [requested(-59)]
    expect(deskFor().sealIsLate).toBe(false)
    events = [requested(-61)]
    expect(deskFor().sealIsLate).toBe(true)
  })
})
