import { beforeEach, describe, expect, it } from 'vitest'
import type { Live } from '#contract/live.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { sayDetail, sayFigure, sayPart, sayPhase } from '../../../web/components/speech/clock-words.ts'
import { language } from '../../../web/i18n/language.svelte.ts'
import { nextPart, secondsToCome, speechClock } from '../../../web/state/speech.ts'
import { at, liveRound, noon } from '../console/documents.ts'

beforeEach(() => language.set('zh-CN'))

const parts = [
  { name: '陈述', seconds: 480, warn: [60, 30] },
  { name: '答辩', seconds: 120 },
]
const contest = contestWith({}, { speech: { parts } })
const live = (over: Partial<Live> = {}): Live => ({
  contest: 'harvest',
  version: 1,
  head: '0'.repeat(64),
  at: at(0),
  stage: { contestant: 'east', since: at(-30) },
  rounds: { final: liveRound() },
  ...over,
})
const spoken: NonNullable<Live['speech']> = {
  contestant: 'east',
  round: 'final',
  part: 1,
  startedAt: at(0),
  pausedSeconds: 0,
  endsAt: at(480),
  running: true,
}
const paused = { ...spoken, running: false, paused: { since: at(100), reason: '停电' } }
const ended = (seconds: number, over: number, part = 1) => ({
  ...spoken,
  part,
  running: false,
  ended: { at: at(500), seconds, over },
})

/** What the wall says so many seconds after the start. */
const wall = (seconds: number, document: Live): string => {
  const clock = speechClock(contest, document, noon + seconds * 1_000)
  if (clock === null) return ''
  return [sayPart(clock), sayPhase(clock), sayFigure(clock), sayDetail(clock)].filter(Boolean).join(' | ')
}

describe('the clock says in words and figures', () => {
  it.each<[string, number, Partial<Live>, string]>([
    ['nothing where nobody is on stage', 0, { stage: null }, ''],
    ['what is to come', 0, {}, '陈述（1 / 2） | 准备 | 8:00'],
    ['what is left', 100.2, { speech: spoken }, '陈述（1 / 2） | 进行中 | 6:20'],
    ['the last minute, to the second', 420, { speech: spoken }, '陈述（1 / 2） | 最后 1 分钟 | 1:00'],
    ['the warning that came last', 460, { speech: spoken }, '陈述（1 / 2） | 最后 30 秒 | 0:20'],
    ['the end of the time', 480, { speech: spoken }, '陈述（1 / 2） | 最后 30 秒 | 0:00'],
    ['every second that has begun above it', 493.1, { speech: spoken }, '陈述（1 / 2） | 超时 | +0:14'],
    ['what stands still, and why', 900, { speech: paused }, '陈述（1 / 2） | 暂停 | 6:20 | 停电'],
    ['how long it was', 900, { speech: ended(470, 0) }, '陈述（1 / 2） | 发言结束 | 7:50 | 限时 8 分钟'],
    [
      'by how much it was too long',
      900,
      { speech: ended(494, 14) },
      '陈述（1 / 2） | 发言结束 | 8:14 | 超时 0:14 · 限时 8 分钟',
    ],
  ])('%s', (_, seconds, over, said) => {
    expect(wall(seconds, live(over))).toBe(said)
  })

  it('nothing of a contestant for whom no time is set', () => {
    expect(speechClock(contestWith(), live(), noon)).toBeNull()
  })

  it('a clock that runs although the document has another speech now', () => {
    const clock = speechClock(contestWith(), live({ speech: spoken }), noon + 10_000)
    expect(clock).toMatchObject({ phase: 'running', left: 470, name: undefined, of: 0 })
  })
})

describe('the part that comes next', () => {
  const next = (over: Partial<Live>) => nextPart(contest, live(over), noon)?.part
  it('is the first, then the one after it, then none', () => {
    expect(next({})).toBe(1)
    expect(next({ speech: spoken })).toBeUndefined()
    expect(next({ speech: ended(470, 0) })).toBe(2)
    expect(next({ speech: ended(110, 0, 2) })).toBeUndefined()
  })
})

describe('what whoever is on stage may still take', () => {
  const rest = (seconds: number, over: Partial<Live>) =>
    secondsToCome(contest, live(over), noon + seconds * 1_000)
  it('is what is left of the part, and the parts after it', () => {
    expect(rest(0, {})).toBe(600)
    expect(rest(100, { speech: spoken })).toBe(380 + 120)
    expect(rest(500, { speech: spoken })).toBe(120)
    expect(rest(900, { speech: paused })).toBe(380 + 120)
    expect(rest(900, { speech: ended(470, 0) })).toBe(120)
    expect(rest(900, { speech: ended(110, 0, 2) })).toBe(0)
    expect(rest(0, { stage: null })).toBeNull()
  })
})

describe('of several rounds', () => {
  const rounds = ['heat', 'final'].map((id, index) =>
    roundWith({ id, speech: { parts: [{ name: id, seconds: 60 * (index + 1) }] } }),
  )
  it('the one that the server would time sets the time', () => {
    const both = contestWith({ rounds })
    const name = (heat: object, final: object) =>
      speechClock(both, live({ rounds: { heat: liveRound(heat), final: liveRound(final) } }), noon)?.name
    expect(name({}, {})).toBe('heat')
    expect(name({}, { status: 'open' })).toBe('final')
    expect(name({ status: 'published' }, {})).toBe('final')
    expect(name({ status: 'published' }, { status: 'sealed' })).toBeUndefined()
  })
})
