import { describe, expect, it } from 'vitest'
import { eligibleIn } from '#core/contest/eligible.ts'
import type { NewEvent } from '#core/contest/acts.ts'
import { sessionHours } from '#core/contest/acts/reissue-code.ts'
import { evolve } from '#core/contest/evolve.ts'
import { emptyState, isWithin, roundState } from '#core/contest/state.ts'
import { findRound } from '#core/round.ts'
import { contestWith } from '#test/support/contest.ts'
import { at, begin, give, happen, sealed, stages, type Played } from './play.ts'

const round = 'final'
const newcomers: NewEvent = { type: 'votersAdded', added: { village: 5 }, updated: 0 }

const eligible = ({ contest, state }: Played) => {
  const found = findRound(contest, round)
  return found && eligibleIn(contest, state, found)
}

describe('the fold of a log', () => {
  it('is the state, every time', () => {
    const { log, state } = stages().published
    expect(log.reduce(evolve, emptyState)).toEqual(state)
    expect(state).toEqual({
      version: 6,
      chain: log.at(-1)?.hash,
      at: at(80),
      definition: 1,
      stage: null,
      eligible: { village: 10 },
      rounds: {
        final: {
          phase: 'published',
          attempt: 1,
          buckets: 1,
          windows: [{ opensAt: at(0), closesAt: at(60) }],
          contestants: ['east', 'west'],
          versions: [
            {
              version: 1,
              ballots: { village: { cast: 7, eligible: 10 } },
              quorumMissed: [],
              publishedAt: at(80),
            },
          ],
          published: { version: 1, in: 6 },
        },
      },
      revoked: {},
    })
  })

  it('leaves the state before as it was', () => {
    const { waiting } = stages()
    const before = structuredClone(waiting.state)
    give(waiting, 0, { type: 'openRound', round })
    expect(waiting.state).toEqual(before)
  })

  it('throws on an event that cannot have happened', () => {
    expect(() => happen(stages().waiting, 0, sealed())).toThrow('cannot follow: round-not-opened')
    expect(() =>
      happen(stages().sealed, 80, { type: 'roundReopened', round, opensAt: at(80), closesAt: null }),
    ).toThrow('cannot follow: round-sealed')
  })

  it('names the event that defined the document in force', () => {
    const again = happen(stages().waiting, 0, { type: 'contestDefined', document: 'e'.repeat(64) })
    expect(again.state.definition).toBe(3)
  })
})

describe('the windows of a round', () => {
  it('take what arrives from the opening instant up to, not at, the closing instant', () => {
    const window = { opensAt: at(0), closesAt: at(60) }
    const taken = [-0.001, 0, 59.999, 60, 60.001].map((seconds) => isWithin(window, at(seconds)))
    expect(taken).toEqual([false, true, true, false, false])
    expect(isWithin({ ...window, closesAt: null }, at(1e6))).toBe(true)
  })

  it('are all kept when a round is reopened, and gone when it is voided', () => {
    const reopened = give(stages().open, 100, { type: 'reopenRound', round, seconds: 30 })
    expect(roundState(reopened.state, round)).toMatchObject({
      windows: [
        { opensAt: at(0), closesAt: at(60) },
        { opensAt: at(100), closesAt: at(130) },
      ],
    })
    expect(roundState(stages().voided.state, round)).toEqual({
      phase: 'waiting',
      attempt: 2,
      voided: { attempt: 1, reason: '投错对象', at: at(10), buckets: 1 },
    })
  })
})

describe('who is eligible', () => {
  it('grows with the roster while the round is waiting or open', () => {
    expect(eligible(happen(stages().waiting, 0, newcomers))).toEqual({ village: 15 })
    expect(eligible(happen(stages().open, 59.999, newcomers))).toEqual({ village: 15 })
  })

  it('stays as it was at the close, however often the roster grows afterwards', () => {
    const once = happen(stages().open, 60, newcomers)
    const twice = happen(once, 61, newcomers)
    expect([eligible(once), eligible(twice)]).toEqual([{ village: 10 }, { village: 10 }])
    expect(twice.state.eligible).toEqual({ village: 20 })
  })

  it('counts the newcomers when the round is reopened, and in the next attempt', () => {
    const grown = happen(stages().open, 60, newcomers)
    expect(eligible(give(grown, 61, { type: 'reopenRound', round }))).toEqual({ village: 15 })
    const voided = give(grown, 61, { type: 'voidRound', round, reason: '设备故障' })
    expect(eligible(give(voided, 62, { type: 'openRound', round }))).toEqual({ village: 15 })
  })

  it('is nobody where the roster is empty, and unknown where anyone may take a session', () => {
    const electorates = [
      { id: 'town', name: '镇', role: 'voter' as const },
      { id: 'viewer', name: '观众', role: 'voter' as const, admission: 'open' as const },
    ]
    const panels = electorates.map(({ id }) => ({
      electorate: id,
      ballot: { kind: 'choose' as const, max: 1 },
    }))
    expect(eligible(begin(contestWith({ electorates }, { panels })))).toEqual({ town: 0, viewer: null })
  })
})

describe('revocations', () => {
  const hours = 3_600
  const reissued = (voter: string, epoch: number): NewEvent => ({ type: 'codeReissued', voter, epoch })

  it('tell the epoch that is in force', () => {
    const twice = happen(happen(stages().waiting, 0, reissued('zhang', 2)), 60, reissued('zhang', 3))
    expect(twice.state.revoked).toEqual({ zhang: { epoch: 3, at: at(60) } })
  })

  it('are forgotten once no session that they end can be alive', () => {
    const first = happen(stages().waiting, 0, reissued('zhang', 2))
    const still = happen(first, sessionHours * hours, reissued('wang', 2))
    expect(Object.keys(still.state.revoked)).toEqual(['zhang', 'wang'])
    const later = happen(first, sessionHours * hours + 1, reissued('wang', 2))
    expect(Object.keys(later.state.revoked)).toEqual(['wang'])
  })
})
