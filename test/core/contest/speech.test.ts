import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command, NewEvent } from '#core/contest/acts.ts'
import { liveDocument } from '#core/contest/live.ts'
import { misfit } from '#core/contest/misfit.ts'
import { inSeconds } from '#core/contest/speech.ts'
import { chainEvents } from '#core/contest/log.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { at, begin, decideAt, give, happen, stages, type Played } from './play.ts'

const parts = [
  { name: '陈述', seconds: 480, warn: [60] },
  { name: '答辩', seconds: 120 },
]
const speech = { parts }
const round = 'final'
const start: Command = { type: 'startSpeech', contestant: 'east' }
const pause: Command = { type: 'pauseSpeech', reason: '话筒故障' }
const resume: Command = { type: 'resumeSpeech' }
const end: Command = { type: 'endSpeech' }
const stageEast: Command = { type: 'stageContestant', contestant: 'east' }
const stageWest: Command = { type: 'stageContestant', contestant: 'west' }

const { waiting, sealed } = stages({ speech })
const staged = give(waiting, 0, stageEast)
const running = give(staged, 10, start)
const paused = give(running, 100, pause)
const ended = give(running, 504.2, end)

const happens = (event: object) => ({ events: [event] })
const refused = (refusal: string) => ({ refusal })
const endedAfter = (seconds: number, over: number, part = 1) =>
  happens({ type: 'speechEnded', contestant: 'east', round, part, seconds, over })

const liveAt = ({ contest, state }: Played, seconds: number) =>
  liveDocument(
    { contest, state, now: at(seconds), viewer: 'public' },
    { tallies: new Map(), results: new Map() },
  )

describe('before anybody speaks', () => {
  it('the clock starts with the time that the document sets', () => {
    expect(decideAt(staged, 10, start)).toEqual(
      happens({ type: 'speechStarted', contestant: 'east', round, part: 1, seconds: 480 }),
    )
    expect(decideAt(staged, 10, { ...start, part: 2 })).toEqual(
      happens({ type: 'speechStarted', contestant: 'east', round, part: 2, seconds: 120 }),
    )
  })

  it('it starts for whoever is on stage, and for anybody while nobody is', () => {
    expect(decideAt(give(waiting, 0, stageWest), 10, start)).toEqual(refused('not-on-stage'))
    expect(decideAt(waiting, 10, start)).toHaveProperty('events')
  })

  it('a stranger, a part that there is not, and a round without a time are named', () => {
    expect(decideAt(staged, 10, { ...start, contestant: 'north' })).toEqual({
      faults: [{ path: '$.contestant', code: 'unknown-contestant', params: { id: 'north' } }],
    })
    expect(decideAt(staged, 10, { ...start, part: 3 })).toEqual({
      faults: [{ path: '$.part', code: 'no-such-part', params: { parts: 2 } }],
    })
    const without = give(stages().waiting, 0, stageEast)
    expect(decideAt(without, 10, start)).toEqual({
      faults: [{ path: '$.contestant', code: 'no-speech', params: {} }],
    })
  })

  it.each([pause, resume, end])('$type is refused', (command) => {
    expect(decideAt(staged, 10, command)).toEqual(refused('speech-not-running'))
  })

  it('the live document has no clock', () => {
    expect(liveAt(staged, 10)).not.toHaveProperty('speech')
  })
})

describe('while somebody speaks', () => {
  it('no second clock is started, and nobody else takes the stage', () => {
    expect(decideAt(running, 20, start)).toEqual(refused('speech-running'))
    expect(decideAt(running, 20, stageWest)).toEqual(refused('speech-running'))
    expect(decideAt(running, 20, { type: 'stageContestant', contestant: null })).toEqual(
      refused('speech-running'),
    )
    expect(decideAt(running, 20, stageEast)).toEqual({ events: [] })
  })

  it('nothing is there to be resumed', () => {
    expect(decideAt(running, 20, resume)).toEqual(refused('speech-not-paused'))
  })

  it('the end names full seconds within the limit, and every second begun above it', () => {
    expect(decideAt(running, 10 + 469.999, end)).toEqual(endedAfter(469, 0))
    expect(decideAt(running, 10 + 480, end)).toEqual(endedAfter(480, 0))
    expect(decideAt(running, 10 + 480.001, end)).toEqual(endedAfter(481, 1))
    expect(decideAt(running, 10 + 494, end)).toEqual(endedAfter(494, 14))
  })

  it('everybody may see when the time is over', () => {
    expect(liveAt(running, 20).speech).toEqual({
      contestant: 'east',
      round,
      part: 1,
      startedAt: at(10),
      pausedSeconds: 0,
      endsAt: at(490),
      running: true,
    })
  })
})

describe('while the clock is paused', () => {
  it('it is not paused again, nor started', () => {
    expect(decideAt(paused, 110, pause)).toEqual(refused('speech-paused'))
    expect(decideAt(paused, 110, start)).toEqual(refused('speech-running'))
  })

  it('everybody may see that it stands still, since when and why', () => {
    expect(liveAt(paused, 110).speech).toMatchObject({
      running: false,
      paused: { since: at(100), reason: '话筒故障' },
      pausedSeconds: 0,
      endsAt: at(490),
    })
  })

  it('time goes on where it stood', () => {
    const resumed = give(paused, 130.5, resume)
    expect(liveAt(resumed, 131).speech).toMatchObject({
      running: true,
      pausedSeconds: 30.5,
      endsAt: at(520.5),
    })
    expect(liveAt(resumed, 131).speech).not.toHaveProperty('paused')
    expect(decideAt(resumed, 520.5, end)).toEqual(endedAfter(480, 0))
  })

  it('an end counts up to the pause', () => {
    expect(decideAt(paused, 900, end)).toEqual(endedAfter(90, 0))
  })
})

describe('when somebody has spoken', () => {
  it('the clock stays with its outcome until another begins or somebody else comes on stage', () => {
    expect(liveAt(ended, 510).speech).toMatchObject({
      running: false,
      ended: { at: at(504.2), seconds: 495, over: 15 },
    })
    expect(liveAt(give(ended, 510, { ...start, part: 2 }), 520).speech).toMatchObject({
      part: 2,
      running: true,
    })
    expect(liveAt(give(ended, 510, stageWest), 520)).not.toHaveProperty('speech')
  })

  it('the next part, or the same once more, may begin', () => {
    for (const part of [1, 2]) expect(decideAt(ended, 510, { ...start, part })).toHaveProperty('events')
  })

  it.each([pause, resume, end])('$type is refused', (command) => {
    expect(decideAt(ended, 510, command)).toEqual(refused('speech-not-running'))
  })
})

describe('of several rounds with a time', () => {
  const rounds = ['heat', 'final', 'encore'].map((id, index) =>
    roundWith({ id, speech: { parts: [{ name: '陈述', seconds: 100 * (index + 1) }] } }),
  )
  const both = give(begin(contestWith({ rounds })), 0, stageEast)
  const roundAt = (played: Played, seconds: number) => {
    const decision = decideAt(played, seconds, start)
    return 'events' in decision ? decision.events.map((event) => 'round' in event && event.round) : decision
  }

  it('the one that is open sets it, else the first to come', () => {
    expect(roundAt(both, 10)).toEqual(['heat'])
    const open = give(both, 5, { type: 'openRound', round: 'final', seconds: 60 })
    expect(roundAt(open, 10)).toEqual(['final'])
    expect(roundAt(open, 70)).toEqual(['heat'])
  })

  it('one that is counted sets none any more', () => {
    expect(decideAt(give(sealed, 80, stageEast), 90, start)).toHaveProperty('faults')
  })
})

describe('a message to the stage', () => {
  const message: Command = { type: 'messageStage', text: '请走近话筒' }

  it('is for everybody to read until it is taken off', () => {
    const said = give(running, 20, message)
    expect(liveAt(said, 21).message).toEqual({ text: '请走近话筒', since: at(20) })
    expect(decideAt(said, 22, message)).toEqual({ events: [] })
    expect(liveAt(give(said, 30, { type: 'messageStage', text: null }), 31)).not.toHaveProperty('message')
  })

  it('goes with whom it was for', () => {
    expect(liveAt(give(give(staged, 20, message), 30, stageWest), 31)).not.toHaveProperty('message')
  })
})

describe('in a log', () => {
  const misfitOf = ({ state }: Played, seconds: number, event: NewEvent) =>
    chainEvents(state, [event], { at: at(seconds), actor: 'chen' }).map((one) => misfit(state, one))[0]
  const spoken = { type: 'speechEnded', contestant: 'east', round, part: 1 } as const

  it('an end that names other seconds than the clock ran is found', () => {
    expect(misfitOf(running, 504.2, { ...spoken, seconds: 495, over: 15 })).toBeUndefined()
    expect(misfitOf(running, 504.2, { ...spoken, seconds: 495, over: 5 })).toBe('speech-differs')
    expect(misfitOf(running, 504.2, { ...spoken, seconds: 480, over: 0 })).toBe('speech-differs')
    expect(misfitOf(running, 504.2, { ...spoken, part: 2, seconds: 495, over: 15 })).toBe('speech-differs')
  })

  it('so is one of somebody else, and what comes out of turn', () => {
    const west = { contestant: 'west' }
    expect(misfitOf(running, 20, { type: 'speechPaused', ...west, reason: '停电' })).toBe('speech-differs')
    expect(misfitOf(paused, 110, { type: 'speechResumed', ...west })).toBe('speech-differs')
    expect(misfitOf(running, 20, { type: 'contestantStaged', ...west })).toBe('speech-running')
    expect(misfitOf(staged, 20, { type: 'speechStarted', ...west, round, part: 1, seconds: 480 })).toBe(
      'not-on-stage',
    )
    expect(misfitOf(ended, 510, { type: 'speechResumed', contestant: 'east' })).toBe('speech-not-running')
  })
})

describe('whatever the clock does', () => {
  const span = fc.integer({ min: 0, max: 400_000 })

  it('a speech is over the limit exactly if seconds above it are named, and never by a second too much', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.integer({ min: 1, max: 7_200 }), (ms, limit) => {
        const { seconds, over } = inSeconds(ms, limit)
        expect(over > 0).toBe(ms > limit * 1_000)
        expect(Math.abs(seconds * 1_000 - ms)).toBeLessThan(1_000)
        expect(over).toBe(Math.max(0, seconds - limit))
      }),
    )
  })

  it('who speaks longer is never given less', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(10_000), fc.integer({ min: 1, max: 900 }), (ms, more, limit) => {
        const [less, longer] = [inSeconds(ms, limit), inSeconds(ms + more, limit)]
        expect(longer.seconds).toBeGreaterThanOrEqual(less.seconds)
        expect(longer.over).toBeGreaterThanOrEqual(less.over)
      }),
    )
  })

  it('pauses count for nothing, however many and however long', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ spoken: span, still: span }), { maxLength: 8 }),
        span,
        (turns, last) => {
          let now = 10_000
          let played: Played = happen(staged, 10, {
            type: 'speechStarted',
            contestant: 'east',
            round,
            part: 1,
            seconds: 480,
          })
          for (const { spoken, still } of turns) {
            played = give(played, (now += spoken) / 1_000, pause)
            played = give(played, (now += still) / 1_000, resume)
          }
          const total = turns.reduce((sum, { spoken }) => sum + spoken, last)
          const { seconds, over } = inSeconds(total, 480)
          expect(decideAt(played, (now + last) / 1_000, end)).toEqual(endedAfter(seconds, over))
          const { endsAt, startedAt, pausedSeconds } = liveAt(played, now / 1_000).speech ?? {}
          expect(Date.parse(endsAt ?? '')).toBeCloseTo(
            Date.parse(startedAt ?? '') + 480_000 + (pausedSeconds ?? 0) * 1_000,
          )
        },
      ),
      { numRuns: 200 },
    )
  })
})
