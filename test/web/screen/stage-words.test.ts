import { describe, expect, it } from 'vitest'
import type { LiveRound } from '#contract/live.ts'
import { contestWith } from '#test/support/contest.ts'
import type { Scene } from '../../../web/pages/screen/scene.ts'
import { sayHeading, sayStatus, turnoutBelow } from '../../../web/pages/screen/stage-words.ts'
import type { RoundPhase } from '../../../web/state/round-view.ts'
import { at, liveRound, ranked } from '../console/documents.ts'

const contest = contestWith({}, { title: 'Final' })
const [round] = contest.rounds
const [contestant] = contest.contestants
if (round === undefined || contestant === undefined) throw new Error('there is one')

const turnout = { village: { cast: 3, eligible: 5 } }
const scene = (kind: 'closed' | 'ranking', phase: RoundPhase, over: Partial<LiveRound> = {}): Scene => ({
  kind,
  round,
  live: liveRound({ turnout, ...over }),
  phase,
})
const voting = (over: Partial<LiveRound>, staged = false): Scene => ({
  kind: 'voting',
  round,
  live: liveRound({ turnout, status: 'open', ...over }),
  phase: 'open',
  onStage: staged ? { contestant, round, place: 1 } : null,
})

describe('above a scene', () => {
  it('stands what it is about', () => {
    expect(sayHeading({ kind: 'idle' }, false)).toBe('')
    expect(sayHeading({ kind: 'contestant', contestant, round, place: 1 }, false)).toBe('Final')
    expect(sayHeading(scene('closed', 'closed'), false)).toBe('Final')
    expect(sayHeading(scene('ranking', 'revealing'), true)).not.toBe(
      sayHeading(scene('ranking', 'published'), false),
    )
  })

  it('stands its state, provisional as long as figures are not sealed', () => {
    const words = [
      scene('closed', 'closed'),
      scene('closed', 'sealing'),
      scene('closed', 'sealed'),
      voting({}),
      voting({ standings: ranked(1) }),
      scene('ranking', 'published'),
    ].map((each) => sayStatus(each)?.word)
    expect(new Set(words).size).toBe(6)
    expect(words[4]?.startsWith(words[3] ?? '?')).toBe(true)
    expect(sayStatus(scene('ranking', 'published'))?.official).toBe(true)
    expect(sayStatus({ kind: 'idle' })).toBe(null)
  })
})

describe('at the foot', () => {
  it('stands the turnout, except where it is what the scene shows', () => {
    expect(turnoutBelow(scene('closed', 'closed'))).toBe(turnout)
    expect(turnoutBelow(scene('ranking', 'published'))).toBe(turnout)
    expect(turnoutBelow({ kind: 'idle' })).toBe(null)
    expect(turnoutBelow(voting({ closesAt: at(60) }))).toBe(null)
    expect(turnoutBelow(voting({ closesAt: at(60), standings: ranked(1) }))).toBe(turnout)
    expect(turnoutBelow(voting({}, true))).toBe(turnout)
  })
})
