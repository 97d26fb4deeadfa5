import { describe, expect, it } from 'vitest'
import type { Action } from '#contract/actions.ts'
import type { Standing } from '#contract/live.ts'
import type { Command, NewEvent } from '#core/contest/acts.ts'
import type { Facts } from '#core/contest/act.ts'
import { evolve } from '#core/contest/evolve.ts'
import { chainEvents } from '#core/contest/log.ts'
import { misfit } from '#core/contest/misfit.ts'
import { mayCommand } from '#core/contest/may-command.ts'
import { overtimeOffers } from '#core/contest/overtime.ts'
import { roundState } from '#core/contest/state.ts'
import { roundWith } from '#test/support/contest.ts'
import { at, decideAt, give, happen, sealed, stages, type Played } from './play.ts'

const round = 'final'
const reason = '工作人员记错了'
const adjust = { bonus: { most: 2 }, deduct: { most: 1.5 } }

/** Every phase of a contest that was defined before its document could speak of approvals. */
const begun = stages({ adjust, cut: { top: 1, ties: 'decide' } })
const withApprovals = (played: Played, approvals: 'two' | 'one' = 'two'): Played => ({
  ...played,
  state: { ...played.state, approvals },
})
const stage = {
  waiting: withApprovals(begun.waiting),
  open: withApprovals(begun.open),
  sealed: withApprovals(begun.sealed),
  published: withApprovals(begun.published),
}

const bonus = (points = '1.5'): Action => ({
  kind: 'adjust',
  round,
  contestant: 'east',
  points,
  why: 'bonus',
})
const disqualify: Action = { kind: 'disqualify', round, contestant: 'east' }

const as = (actor: string, facts: Partial<Facts> = {}): Partial<Facts> => ({ actor, ...facts })
const ask = (played: Played, seconds: number, command: Command, facts = as('chen')) =>
  decideAt(played, seconds, command, undefined, facts)

function does(played: Played, seconds: number, command: Command, facts = as('chen')): Played {
  const decision = ask(played, seconds, command, facts)
  if (!('events' in decision)) throw new Error(`refused: ${JSON.stringify(decision)}`)
  const events = chainEvents(played.state, decision.events, { at: at(seconds), actor: facts.actor ?? '' })
  return { ...played, state: events.reduce(evolve, played.state), log: [...played.log, ...events] }
}

const propose = (action: Action): Command => ({ type: 'propose', action, reason })
const approve: Command = { type: 'approve', proposal: 1 }
const proposedBy = (played: Played, action: Action, seconds = 90) => does(played, seconds, propose(action))

describe('an action of two persons', () => {
  it('is in force when another than who proposed it has approved', () => {
    const proposed = proposedBy(stage.sealed, bonus())
    expect(proposed.state.proposals).toEqual({
      made: 1,
      open: [{ proposal: 1, action: bonus(), reason, by: 'chen', at: at(90), attempt: 1, version: 1 }],
    })
    expect(ask(proposed, 91, approve)).toEqual({ refusal: 'same-person' })
    const approved = does(proposed, 92, approve, as('lin'))
    expect(approved.log.at(-1)).toMatchObject({ type: 'approved', proposal: 1, by: 'lin', round, attempt: 1 })
    expect(approved.state.proposals).toEqual({ made: 1, open: [] })
    expect(roundState(approved.state, round)).toMatchObject({
      phase: 'sealed',
      actions: [{ proposal: 1, action: bonus(), reason, by: ['chen', 'lin'], at: at(92) }],
    })
  })

  it('may be approved by who proposed it only where the document lets one person', () => {
    const proposed = proposedBy(withApprovals(stage.sealed, 'one'), bonus())
    const approved = does(proposed, 91, approve)
    expect(roundState(approved.state, round)).toMatchObject({ actions: [{ by: ['chen'] }] })
  })

  it('comes into force once, whoever else approves or declines afterwards', () => {
    const approved = does(proposedBy(stage.sealed, bonus()), 91, approve, as('lin'))
    expect(ask(approved, 92, approve, as('zhao'))).toEqual({ refusal: 'proposal-stale' })
    expect(ask(approved, 92, { type: 'decline', proposal: 1 }, as('zhao'))).toEqual({
      refusal: 'proposal-stale',
    })
  })

  it('comes to nothing when it is declined, by anybody', () => {
    const proposed = proposedBy(stage.sealed, bonus())
    const declined = does(proposed, 91, { type: 'decline', proposal: 1, reason: '已按规定加过' })
    expect(declined.log.at(-1)).toMatchObject({
      type: 'declined',
      proposal: 1,
      by: 'chen',
      reason: '已按规定加过',
    })
    expect(declined.state.proposals).toEqual({ made: 1, open: [] })
    expect(ask(declined, 92, approve, as('lin'))).toEqual({ refusal: 'proposal-stale' })
  })

  it('of a number that nobody made is a fault', () => {
    const unknown = { faults: [{ path: '$.proposal', code: 'unknown-proposal', params: { proposal: 7 } }] }
    expect(ask(stage.sealed, 90, { type: 'approve', proposal: 7 })).toEqual(unknown)
    expect(ask(stage.sealed, 90, { type: 'decline', proposal: 7 })).toEqual(unknown)
  })

  it('is stale once the round was voided, or its tie was counted anew', () => {
    const proposed = proposedBy(stage.open, bonus(), 10)
    const voided = does(proposed, 11, { type: 'voidRound', round, reason })
    expect(ask(voided, 12, approve, as('lin'))).toEqual({ refusal: 'proposal-stale' })
    const again = does(voided, 13, { type: 'openRound', round })
    expect(ask(again, 14, approve, as('lin'))).toEqual({ refusal: 'proposal-stale' })
  })

  it('asks again what the round allows when it is approved', () => {
    const both = does(proposedBy(stage.sealed, bonus('1.5')), 91, propose(bonus('1')))
    const first = does(both, 92, approve, as('lin'))
    expect(ask(first, 93, { type: 'approve', proposal: 2 }, as('lin'))).toEqual({ refusal: 'beyond-maximum' })
  })
})

describe('what can be proposed', () => {
  const row = (contestant: string, rank: number): Standing => ({
    contestant,
    rank,
    tied: true,
    total: '1.00',
    panels: {},
  })
  const tied = { sealed: { standings: [row('east', 1), row('west', 1)] } }
  const decideCut = (...contestants: string[]): Action => ({ kind: 'decideCut', round, contestants })
  const exclude: Action = { kind: 'exclude', round, ballot: 'r-1', why: '重复发码' }
  const fault = (path: string, code: string, params = {}) => ({ faults: [{ path, code, params }] })

  it.each<[string, Played, Action, object, Partial<Facts>?]>([
    ['before the opening', stage.waiting, disqualify, { refusal: 'round-not-opened' }],
    ['a ballot before the seal', stage.open, exclude, { refusal: 'round-not-sealed' }],
    ['a void before the seal', stage.open, { kind: 'void', round }, { refusal: 'round-not-sealed' }],
    [
      'a round that is not',
      stage.open,
      { kind: 'void', round: 'x' },
      fault('$.action.round', 'unknown-round', { id: 'x' }),
    ],
    [
      'who is not in it',
      stage.open,
      { ...disqualify, contestant: 'north' },
      fault('$.action.contestant', 'not-in-round'),
    ],
    ['more than the most', stage.open, bonus('2.01'), { refusal: 'beyond-maximum' }],
    ['a bonus that takes away', stage.open, bonus('-1'), { refusal: 'beyond-maximum' }],
    ['no points', stage.open, bonus('0.00'), { refusal: 'nothing-changes' }],
    [
      'overtime without a table',
      stage.open,
      { ...bonus('-1'), why: 'overtime' } as Action,
      { refusal: 'beyond-maximum' },
    ],
    [
      'too many places',
      stage.open,
      bonus('0.005'),
      fault('$.action.points', 'too-many-decimals', { places: 2 }),
    ],
    ['somebody who is in', stage.open, { ...disqualify, kind: 'reinstate' }, { refusal: 'nothing-changes' }],
    [
      'a ballot of no book',
      stage.sealed,
      exclude,
      fault('$.action.ballot', 'not-in-book', { ballot: 'r-1' }),
      { sealed: { receipts: new Set(['r-2']) } },
    ],
    [
      'a cut that nobody stands across',
      stage.sealed,
      decideCut('east'),
      { refusal: 'nothing-changes' },
      { sealed: { standings: [row('east', 1), row('west', 2)] } },
    ],
    [
      'more than there are seats',
      stage.sealed,
      decideCut('east', 'west'),
      { refusal: 'tie-undecided' },
      tied,
    ],
  ])('not %s', (_, played, action, expected, facts = {}) => {
    expect(ask(played, 90, propose(action), as('chen', facts))).toEqual(expected)
  })

  it('a decision of the cut, a ballot of the book, what stays within the document', () => {
    for (const [action, facts] of [
      [decideCut('west'), tied],
      [exclude, { sealed: { receipts: new Set(['r-1']) } }],
      [bonus('2'), {}],
      [{ kind: 'adjust', round, contestant: 'west', points: '-1.5', why: 'deduct' }, {}],
    ] satisfies [Action, Partial<Facts>][])
      expect(ask(stage.published, 90, propose(action), as('chen', facts))).toMatchObject({
        events: [{ type: 'proposed', proposal: 1, action, by: 'chen', attempt: 1, version: 1 }],
      })
  })

  it('nothing twice at a time', () => {
    expect(ask(proposedBy(stage.open, bonus(), 10), 11, propose(bonus()), as('lin'))).toEqual({
      refusal: 'nothing-changes',
    })
  })

  it('points of the other sign, which put a mistake right', () => {
    const given = does(proposedBy(stage.sealed, bonus('2')), 91, approve, as('lin'))
    const back = does(given, 92, propose(bonus('-2')))
    expect(ask(back, 93, { type: 'approve', proposal: 2 }, as('lin'))).toMatchObject({ events: [{}] })
    expect(ask(given, 92, propose(bonus('-2.01')))).toEqual({ refusal: 'beyond-maximum' })
  })

  it('overtime within its table, whichever sign the table is written with', () => {
    for (const sign of [1, -1]) {
      const overtime = {
        limit: 480,
        steps: [
          { over: 1, points: sign * 0.02 },
          { over: 11, points: sign * 0.05 },
        ],
      }
      const open = give(stages({ adjust: { overtime } }).waiting, 0, { type: 'openRound', round })
      const over = (points: string) => ask(open, 5, propose({ ...bonus(points), why: 'overtime' } as Action))
      expect(over('-0.05')).toMatchObject({ events: [{}] })
      expect(over('-0.06')).toEqual({ refusal: 'beyond-maximum' })
      expect(over('0.02')).toEqual({ refusal: 'beyond-maximum' })
    }
  })
})

describe('a speech over its limit', () => {
  const overtime = {
    limit: 8,
    under: { below: 5, points: 0.1 },
    steps: [
      { over: 1, points: 0.02 },
      { over: 11, points: 0.05 },
    ],
  }
  const { waiting } = stages({ adjust: { overtime }, speech: { parts: [{ name: '陈述', seconds: 8 }] } })
  const spoken = (seconds: number) =>
    give(
      give(give(waiting, 0, { type: 'openRound', round }), 1, { type: 'startSpeech', contestant: 'east' }),
      1 + seconds,
      { type: 'endSpeech' },
    )
  const offers = ({ contest, state }: Played) =>
    overtimeOffers(contest, state, contest.rounds[0] ?? roundWith())

  it('is offered ready to be proposed, by whole seconds begun, until somebody proposes it', () => {
    expect(offers(spoken(8))).toEqual([])
    expect(offers(spoken(8.2))).toEqual([{ contestant: 'east', over: 1, points: '-0.02' }])
    expect(offers(spoken(22))).toEqual([{ contestant: 'east', over: 14, points: '-0.05' }])
    expect(offers(spoken(4))).toEqual([{ contestant: 'east', over: 0, points: '-0.10' }])
    const action: Action = { kind: 'adjust', round, contestant: 'east', points: '-0.05', why: 'overtime' }
    const proposed = does(spoken(22), 30, propose(action))
    expect(offers(proposed)).toEqual([])
    expect(offers(does(proposed, 31, { type: 'decline', proposal: 1 }))).toHaveLength(1)
    expect(offers(does(proposed, 31, approve, as('lin')))).toEqual([])
  })
})

describe('what is sealed or published', () => {
  const voidIt = { type: 'voidRound', round, reason } as const

  it('is voided by two persons, what is not counted yet by one', () => {
    expect(ask(stage.open, 10, voidIt)).toMatchObject({ events: [{ type: 'roundVoided' }] })
    for (const played of [stage.sealed, stage.published]) {
      expect(ask(played, 90, voidIt)).toEqual({ refusal: 'needs-approval' })
      const voided = does(proposedBy(played, { kind: 'void', round }), 91, approve, as('lin'))
      expect(roundState(voided.state, round)).toEqual({
        phase: 'waiting',
        attempt: 2,
        voided: { attempt: 1, reason, at: at(91) },
      })
    }
  })

  it('is voided by one where the document says so, or was defined before it could say it', () => {
    for (const played of [withApprovals(stage.sealed, 'one'), begun.sealed])
      expect(ask(played, 90, voidIt)).toMatchObject({ events: [{ type: 'roundVoided' }] })
  })
})

describe('a log', () => {
  const chained = (played: Played, event: NewEvent, actor: string) => {
    const [made] = chainEvents(played.state, [event], { at: at(95), actor })
    if (!made) throw new Error('no event')
    return misfit(played.state, made)
  }
  const approval = { type: 'approved', proposal: 1, by: 'lin', round, attempt: 1 } as const
  const proposed = proposedBy(stage.sealed, bonus())

  it('holds no approval of one person, of another round or attempt, or in another’s name', () => {
    expect(chained(proposed, approval, 'lin')).toBeUndefined()
    expect(chained(proposed, { ...approval, by: 'chen' }, 'chen')).toBe('same-person')
    expect(chained(proposed, approval, 'chen')).toBe('proposal-differs')
    expect(chained(proposed, { ...approval, attempt: 2 }, 'lin')).toBe('proposal-differs')
    expect(chained(proposed, { ...approval, proposal: 2 }, 'lin')).toBe('proposal-differs')
  })

  it('counts proposals, and holds none that could not be made', () => {
    const proposal = {
      type: 'proposed',
      proposal: 2,
      action: disqualify,
      reason,
      by: 'lin',
      attempt: 1,
      version: 1,
    } as const
    expect(chained(proposed, proposal, 'lin')).toBeUndefined()
    expect(chained(proposed, { ...proposal, proposal: 3 }, 'lin')).toBe('proposal-differs')
    expect(chained(proposed, { ...proposal, version: 2 }, 'lin')).toBe('other-attempt')
    expect(chained(proposed, { ...proposal, action: bonus() }, 'lin')).toBe('nothing-changes')
    expect(
      chained(happen(stage.open, 20), { ...proposal, proposal: 1, action: { kind: 'void', round } }, 'lin'),
    ).toBe('other-attempt')
  })

  it('voids no counted round in one person’s name', () => {
    expect(chained(stage.sealed, { type: 'roundVoided', round, attempt: 1, reason }, 'chen')).toBe(
      'needs-approval',
    )
    expect(sealed()).toBeDefined()
  })
})

it('a scrutineer settles proposals and commands nothing else', () => {
  expect(['approve', 'decline'].map((type) => mayCommand('scrutineer', type))).toEqual([true, true])
  expect(['propose', 'openRound', 'startSpeech'].map((type) => mayCommand('scrutineer', type))).toEqual([
    false,
    false,
    false,
  ])
})
