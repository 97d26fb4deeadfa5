import { describe, expect, it } from 'vitest'
import type { Contest, Round } from '#contract/contest.ts'
import type { Live, LiveRound } from '#contract/live.ts'
import { currentRound, statusAt } from '../../../web/state/rounds.ts'

const round = (id: string, ...electorates: string[]): Round => ({
  id,
  title: id,
  panels: electorates.map((electorate) => ({ electorate, ballot: { kind: 'choose', max: 1 } })),
})
const contest: Contest = {
  id: 'harvest',
  title: 'x',
  electorates: [],
  contestants: [],
  rounds: [round('one', 'town'), round('two', 'town'), round('three', 'village')],
}
const liveRound = (over: Partial<LiveRound>): LiveRound => ({
  status: 'waiting',
  attempt: 1,
  turnout: {},
  standings: null,
  ...over,
})
const live = (rounds: Record<string, Partial<LiveRound>>): Live => ({
  contest: 'harvest',
  version: 1,
  at: '2026-11-24T10:00:00.000Z',
  stage: null,
  rounds: Object.fromEntries(contest.rounds.map(({ id }) => [id, liveRound(rounds[id] ?? {})])),
})

describe('the round a page is about', () => {
  it('is the first while nothing has begun', () => expect(currentRound(contest, live({}))?.id).toBe('one'))

  it('is the open one', () => {
    expect(currentRound(contest, live({ one: { status: 'published' }, two: { status: 'open' } }))?.id).toBe(
      'two',
    )
  })

  it('is, of several open ones, the one that the person votes in', () => {
    const both = live({ two: { status: 'open' }, three: { status: 'open' } })
    expect(currentRound(contest, both, 'village')?.id).toBe('three')
    expect(currentRound(contest, both, 'town')?.id).toBe('two')
    expect(currentRound(contest, both)?.id).toBe('two')
  })

  it('is the one that ran last between two rounds', () => {
    const between = live({
      one: { status: 'published', opensAt: '2026-11-24T11:00:00.000Z' },
      three: { status: 'published', opensAt: '2026-11-24T09:00:00.000Z' },
    })
    expect(currentRound(contest, between)?.id).toBe('one')
  })
})

describe('a round that closes at ten', () => {
  const closing = liveRound({ status: 'open', closesAt: '2026-11-24T10:00:00.000Z' })
  const ten = Date.parse('2026-11-24T10:00:00.000Z')

  it('is open a millisecond before', () => expect(statusAt(closing, ten - 1)).toBe('open'))
  it('is closed at ten, before any document says so', () => expect(statusAt(closing, ten)).toBe('closed'))
  it('stays published whatever the clock says', () => {
    expect(statusAt({ ...closing, status: 'published' }, ten + 1)).toBe('published')
  })
})
