import { describe, expect, it } from 'vitest'
import type { Live, LiveRound, Standing } from '#contract/live.ts'
import { AsSeen } from '../../../web/state/as-seen.ts'

const second = (n: number) => Date.parse('2026-11-22T10:00:00.000Z') + n * 1_000
const standing = (contestant: string): Standing => ({
  contestant,
  rank: 1,
  tied: false,
  total: '90.00',
  panels: {},
})

/** A document of the given second. */
const live = (at: number, round: Partial<LiveRound> = {}, staged: string | null = null): Live => ({
  contest: 'harvest',
  version: at,
  head: '0'.repeat(64),
  at: new Date(second(at)).toISOString(),
  stage: staged === null ? null : { contestant: staged, since: new Date(second(at)).toISOString() },
  rounds: { final: { status: 'open', attempt: 1, turnout: {}, standings: null, ...round } },
})

const stageOf = (document: Live) => document.stage?.contestant
const finalOf = (document: Live) => document.rounds['final']

describe('a viewer ten seconds behind the stage', () => {
  it('sees who is on stage when the picture shows it', () => {
    const seen = new AsSeen()
    expect(stageOf(seen.see(live(0, {}, 'a'), second(0), 10))).toBe('a')
    const next = live(20, {}, 'b')
    expect(stageOf(seen.see(next, second(20), 10))).toBe('a')
    expect(stageOf(seen.see(next, second(29), 10))).toBe('a')
    expect(stageOf(seen.see(next, second(30), 10))).toBe('b')
    // What was shown stays shown, however the delay moves.
    expect(stageOf(seen.see(next, second(31), 60))).toBe('b')
  })

  it('has a window open and close at once', () => {
    const seen = new AsSeen()
    seen.see(live(0, { status: 'waiting' }), second(0), 10)
    const open = live(20, { status: 'open', closesAt: 'x', turnout: { village: { cast: 3, eligible: 9 } } })
    expect(finalOf(seen.see(open, second(20), 10))).toEqual(finalOf(open))
    const closed = live(40, { status: 'closed' })
    expect(finalOf(seen.see(closed, second(40), 10))?.status).toBe('closed')
  })

  it('sees a publication and each step of a reveal later', () => {
    const seen = new AsSeen()
    seen.see(live(0, { status: 'sealed' }), second(0), 10)
    const published = live(20, { status: 'published', standings: [standing('c')], revealed: 1 })
    expect(finalOf(seen.see(published, second(29), 10))).toMatchObject({ status: 'sealed', standings: null })
    expect(finalOf(seen.see(published, second(29), 10))).not.toHaveProperty('revealed')
    const step = live(25, { status: 'published', standings: [standing('a'), standing('c')], revealed: 2 })
    expect(finalOf(seen.see(step, second(30), 10))).toEqual(finalOf(published))
    expect(finalOf(seen.see(step, second(35), 10))).toEqual(finalOf(step))
  })

  it('sees figures that come with the close later, and those of an open round at once', () => {
    const seen = new AsSeen()
    seen.see(live(0), second(0), 10)
    const figures = [standing('a')]
    expect(finalOf(seen.see(live(5, { standings: figures }), second(5), 10))?.standings).toBe(figures)
    const other = new AsSeen()
    other.see(live(0), second(0), 10)
    const closed = live(20, { status: 'closed', standings: figures })
    expect(finalOf(other.see(closed, second(20), 10))).toMatchObject({ status: 'closed', standings: null })
    expect(finalOf(other.see(closed, second(30), 10))?.standings).toBe(figures)
  })

  it('sees a round that was voided and runs again as it is', () => {
    const seen = new AsSeen()
    seen.see(live(0, { status: 'published', standings: [standing('a')] }), second(0), 10)
    const again = live(20, { status: 'waiting', attempt: 2 })
    expect(finalOf(seen.see(again, second(20), 10))).toEqual(finalOf(again))
  })
})

it.each([
  ['nobody knows the delay', null],
  ['there is no delay', 0],
  ['the picture is a recording of an hour ago', 3_600],
])('nothing is held back where %s', (_, delay) => {
  const seen = new AsSeen()
  seen.see(live(0, {}, 'a'), second(0), delay)
  const next = live(20, { status: 'published', standings: [standing('c')] }, 'b')
  expect(seen.see(next, second(20), delay)).toEqual(next)
})

it('gives the same document until there is something new to see, and keeps no old ones', () => {
  const seen = new AsSeen()
  const first = live(0, {}, 'a')
  const shown = seen.see(first, second(0), 10)
  expect(seen.see(first, second(1), 10)).toBe(shown)
  for (let at = 1; at <= 5_000; at += 1) seen.see(live(at, {}, `c-${at}`), second(at), 10)
  expect(stageOf(seen.see(live(5_001, {}, 'last'), second(5_001), 10))).toBe('c-4991')
})
