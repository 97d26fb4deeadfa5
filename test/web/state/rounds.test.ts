import { describe, expect, it } from 'vitest'
import type { Contest, Round } from '#contract/contest.ts'
import type { Live, LiveRound } from '#contract/live.ts'
import { currentRound as currentAt, openRounds, statusAt } from '../../../web/state/rounds.ts'

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
  head: '0'.repeat(64),
  at: '2026-11-24T10:00:00.000Z',
  stage: null,
  rounds: Object.fromEntries(contest.rounds.map(({ id }) => [id, liveRound(rounds[id] ?? {})])),
})

const now = Date.parse('2026-11-24T12:00:00.000Z')
const currentRound = (of: Contest, document: Live, electorate?: string) =>
  currentAt(of, document, now, electorate)

describe('open rounds', () => {
  const opensAt = (hour: number) => ({ status: 'open' as const, opensAt: `2026-11-24T1${hour}:00:00.000Z` })
  const staged: Contest = {
    ...contest,
    contestants: [{ id: 'a', name: 'a' }],
    rounds: contest.rounds.map((each) => ({ ...each, contestants: each.id === 'one' ? ['a'] : [] })),
  }
  const ids = (of: Contest, document: Live, electorate?: string) =>
    openRounds(of, document, now, electorate).map(({ id }) => id)

  it('are all of them, the one that was opened last first', () => {
    expect(ids(contest, live({ one: opensAt(1), two: opensAt(0), three: { status: 'closed' } }))).toEqual([
      'one',
      'two',
    ])
  })

  it('begin with the round of whoever is on stage', () => {
    const document = live({ one: opensAt(0), two: opensAt(1) })
    expect(ids(staged, document)).toEqual(['two', 'one'])
    expect(ids(staged, { ...document, stage: { contestant: 'a', since: '' } })).toEqual(['one', 'two'])
  })

  it('are those of one electorate, and not those whose time is up', () => {
    const over = { ...opensAt(1), closesAt: '2026-11-24T11:59:59.000Z' }
    expect(ids(contest, live({ one: over, two: opensAt(0), three: opensAt(0) }), 'town')).toEqual(['two'])
  })
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
    expect(currentRound(contest, both)?.id).toBe('three')
  })

  it('is the one that ran last between two rounds', () => {
    const between = live({
      one: { status: 'published', opensAt: '2026-11-24T11:00:00.000Z' },
      three: { status: 'published', opensAt: '2026-11-24T09:00:00.000Z' },
    })
    expect(currentRound(contest, between)?.id).toBe('one')
  })

  it('is the one that was voided, until another one runs', () => {
    const voided = { attempt: 1, reason: '名单有误', at: '2026-11-24T11:30:00.000Z' }
    const before = { status: 'published', opensAt: '2026-11-24T11:00:00.000Z' } as const
    expect(currentRound(contest, live({ one: before, two: { attempt: 2, voided } }))?.id).toBe('two')
    const after = { status: 'closed', opensAt: '2026-11-24T11:45:00.000Z' } as const
    expect(currentRound(contest, live({ two: { attempt: 2, voided }, three: after }))?.id).toBe('three')
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
