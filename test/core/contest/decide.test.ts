import { describe, expect, it } from 'vitest'
import type { Command } from '#core/contest/acts.ts'
import type { Decision } from '#core/contest/decide.ts'
import { roundState, statusAt } from '#core/contest/state.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { at, begin, decideAt, give, happen, sealed, stages, type Played } from './play.ts'

const round = 'final'
const openRound: Command = { type: 'openRound', round }
const closeRound: Command = { type: 'closeRound', round }
const reason = '设备故障'

const stage = stages()
const openWithoutEnd = give(stage.waiting, 0, openRound)

const happens = (event: object) => ({ events: [event] })
const nothing: Decision = { events: [] }
const refused = (refusal: string) => ({ refusal })

describe('in every state', () => {
  const commands: Command[] = [
    openRound,
    closeRound,
    { type: 'extendRound', round, seconds: 30 },
    { type: 'reopenRound', round },
    { type: 'voidRound', round, reason },
    { type: 'sealRound', round },
    { type: 'publishResult', round },
    { type: 'releaseComments', round },
    { type: 'reveal', round, places: 1 },
    { type: 'showMarks', round, contestant: null },
    { type: 'revealParts', round, added: 1 },
  ]
  const notSealed = ['round-not-sealed', 'round-not-sealed', 'round-not-sealed']
  const notOpened = [
    'round-not-opened',
    'round-not-open',
    'round-not-opened',
    'round-not-opened',
    'round-not-opened',
  ]
  const table: [string, Played, number, string[]][] = [
    [
      'waiting',
      stage.waiting,
      0,
      ['roundOpened', ...notOpened, ...notSealed, 'round-not-opened', 'round-not-sealed'],
    ],
    [
      'open',
      stage.open,
      10,
      [
        'round-open',
        'roundClosing',
        'roundExtended',
        'round-open',
        'roundVoided',
        'round-not-closed',
        ...notSealed,
        'nothing',
        'round-not-sealed',
      ],
    ],
    [
      'open without an end',
      openWithoutEnd,
      10,
      [
        'round-open',
        'roundClosing',
        'round-without-end',
        'round-open',
        'roundVoided',
        'round-not-closed',
        ...notSealed,
        'nothing',
        'round-not-sealed',
      ],
    ],
    [
      'closed',
      stage.open,
      61,
      [
        'round-ended',
        'round-not-open',
        'round-not-open',
        'roundReopened',
        'roundVoided',
        'sealRequested',
        ...notSealed,
        'nothing',
        'round-not-sealed',
      ],
    ],
    [
      'sealing',
      stage.sealing,
      71,
      [
        'round-ended',
        'round-not-open',
        'round-not-open',
        'round-sealing',
        'roundVoided',
        'sealRequested',
        ...notSealed,
        'round-sealing',
        'round-not-sealed',
      ],
    ],
    [
      'sealed',
      stage.sealed,
      76,
      [
        'round-ended',
        'round-not-open',
        'round-not-open',
        'round-sealed',
        'roundVoided',
        'round-sealed',
        'resultPublished',
        'commentsReleased',
        'placesRevealed',
        'round-sealed',
        'no-two-parts',
      ],
    ],
    [
      'published',
      stage.published,
      81,
      [
        'round-ended',
        'round-not-open',
        'round-not-open',
        'round-sealed',
        'roundVoided',
        'round-sealed',
        'round-published',
        'commentsReleased',
        'placesRevealed',
        'round-sealed',
        'no-two-parts',
      ],
    ],
    [
      'voided',
      stage.voided,
      11,
      ['roundOpened', ...notOpened, ...notSealed, 'round-not-opened', 'round-not-sealed'],
    ],
  ]

  it.each(table)('%s: each command happens or is refused as written', (_, played, seconds, outcomes) => {
    expect(commands.map((command) => outcomeOf(decideAt(played, seconds, command)))).toEqual(outcomes)
  })

  it('a round that does not exist is named as the fault', () => {
    for (const command of commands)
      expect(decideAt(stage.waiting, 0, { ...command, round: 'semifinal' } as Command)).toEqual({
        faults: [{ path: '$.round', code: 'unknown-round', params: { id: 'semifinal' } }],
      })
  })

  it('the round stands afterwards where the event leads, and nowhere else', () => {
    const leadsTo: Record<string, string> = {
      roundOpened: 'open',
      roundClosing: 'open',
      roundExtended: 'open',
      roundReopened: 'open',
      roundVoided: 'waiting',
      resultPublished: 'published',
    }
    for (const [, played, seconds] of table)
      for (const command of commands) {
        const decision = decideAt(played, seconds, command)
        const before = statusAt(roundState(played.state, round), at(seconds))
        if (!('events' in decision)) continue
        const after = happen(played, seconds, ...decision.events)
        const expected = leadsTo[decision.events[0]?.type ?? ''] ?? before
        expect(statusAt(roundState(after.state, round), at(seconds))).toBe(expected)
      }
  })
})

function outcomeOf(decision: Decision): string {
  if ('refusal' in decision) return decision.refusal
  if ('faults' in decision) return 'faults'
  return decision.events.map(({ type }) => type).join() || 'nothing'
}

describe('on stage', () => {
  const staged = give(stage.waiting, 0, { type: 'stageContestant', contestant: 'east' })

  it('a contestant is called, and called off again', () => {
    expect(decideAt(stage.waiting, 0, { type: 'stageContestant', contestant: 'east' })).toEqual(
      happens({ type: 'contestantStaged', contestant: 'east' }),
    )
    expect(decideAt(staged, 1, { type: 'stageContestant', contestant: null })).toEqual(
      happens({ type: 'contestantStaged', contestant: null }),
    )
  })

  it('nothing happens when it is as asked already', () => {
    expect(decideAt(staged, 1, { type: 'stageContestant', contestant: 'east' })).toEqual(nothing)
    expect(decideAt(stage.waiting, 1, { type: 'stageContestant', contestant: null })).toEqual(nothing)
  })

  it('a stranger is refused', () => {
    expect(decideAt(stage.waiting, 0, { type: 'stageContestant', contestant: 'north' })).toEqual({
      faults: [{ path: '$.contestant', code: 'unknown-contestant', params: { id: 'north' } }],
    })
  })
})

describe('when waiting', () => {
  const opened = {
    type: 'roundOpened',
    round,
    attempt: 1,
    opensAt: at(0),
    buckets: 1,
    contestants: ['east', 'west'],
  }

  it('opens now, until somebody closes it', () => {
    expect(decideAt(stage.waiting, 0, openRound)).toEqual(happens({ ...opened, closesAt: null }))
  })

  it('opens for as long as the document suggests, unless the command says otherwise', () => {
    const suggested = stages({ seconds: 600 }).waiting
    expect(decideAt(suggested, 0, openRound)).toEqual(happens({ ...opened, closesAt: at(600) }))
    expect(decideAt(suggested, 0, { ...openRound, seconds: null })).toEqual(
      happens({ ...opened, closesAt: null }),
    )
    expect(decideAt(suggested, 0, { ...openRound, seconds: 90 })).toEqual(
      happens({ ...opened, closesAt: at(90) }),
    )
  })

  it.each([
    [2_000, 1],
    [2_001, 2],
    [5_000, 4],
    [16_000, 8],
    [10_000_000, 256],
  ])('spreads the ballots of %i voters over %i buckets', (voters, buckets) => {
    const crowd = happen(stage.waiting, 0, {
      type: 'votersAdded',
      added: { village: voters - 10 },
      updated: 0,
    })
    expect(decideAt(crowd, 0, openRound)).toEqual(happens({ ...opened, closesAt: null, buckets }))
  })

  it('counts on the expected voters where anyone may take a session', () => {
    const electorates = [
      { id: 'village', name: '村', role: 'voter' as const },
      { id: 'viewer', name: '观众', role: 'voter' as const, admission: 'open' as const },
    ]
    const panels = electorates.map(({ id }) => ({
      electorate: id,
      ballot: { kind: 'choose' as const, max: 1 },
    }))
    const played = begin(contestWith({ electorates }, { panels }))
    expect(decideAt(played, 0, openRound)).toEqual(happens({ ...opened, closesAt: null, buckets: 2 }))
  })
})

describe('when open', () => {
  it('closes in five seconds, or in as many as asked for', () => {
    expect(decideAt(stage.open, 10, closeRound)).toEqual(
      happens({ type: 'roundClosing', round, closesAt: at(15) }),
    )
    expect(decideAt(stage.open, 10, { ...closeRound, inSeconds: 3 })).toEqual(
      happens({ type: 'roundClosing', round, closesAt: at(13) }),
    )
    expect(decideAt(openWithoutEnd, 10, closeRound)).toEqual(
      happens({ type: 'roundClosing', round, closesAt: at(15) }),
    )
  })

  it('never closes later than it would have', () => {
    expect(decideAt(stage.open, 55, closeRound)).toEqual(nothing)
    expect(decideAt(stage.open, 57, closeRound)).toEqual(nothing)
    expect(decideAt(stage.open, 10, { ...closeRound, inSeconds: 600 })).toEqual(nothing)
  })

  it('is extended from its end, not from now', () => {
    expect(decideAt(stage.open, 59.999, { type: 'extendRound', round, seconds: 30 })).toEqual(
      happens({ type: 'roundExtended', round, closesAt: at(90) }),
    )
  })

  it('is open at the first instant, and closed at the last', () => {
    expect(decideAt(stage.open, 0, openRound)).toEqual(refused('round-open'))
    expect(decideAt(stage.open, 59.999, { type: 'sealRound', round })).toEqual(refused('round-not-closed'))
    expect(decideAt(stage.open, 60, openRound)).toEqual(refused('round-ended'))
  })

  it('is voided with the reason, ballots and all', () => {
    expect(decideAt(stage.open, 10, { type: 'voidRound', round, reason })).toEqual(
      happens({ type: 'roundVoided', round, attempt: 1, reason }),
    )
  })
})

describe('when closing', () => {
  const closing = give(stage.open, 10, closeRound)

  it('all of fifty closes agree on the end of the first', () => {
    let played = stage.open
    for (let close = 0; close < 50; close++) played = give(played, 10 + close / 1000, closeRound)
    expect(played.log.filter(({ type }) => type === 'roundClosing')).toHaveLength(1)
    expect(endOf(played)).toBe(at(15))
  })

  it('a close that arrived earlier but lost the race changes nothing', () => {
    expect(decideAt(closing, 9.99, closeRound)).toEqual(nothing)
  })

  it('may still be closed sooner, or extended', () => {
    expect(endOf(give(closing, 11, { ...closeRound, inSeconds: 3 }))).toBe(at(14))
    expect(endOf(give(closing, 14.999, { type: 'extendRound', round, seconds: 60 }))).toBe(at(75))
  })
})

const endOf = ({ state }: Played) => {
  const current = roundState(state, round)
  return 'windows' in current ? current.windows.at(-1)?.closesAt : undefined
}

describe('when closed a second ago', () => {
  it('is reopened with a window of its own', () => {
    expect(decideAt(stage.open, 61, { type: 'reopenRound', round, seconds: 30 })).toEqual(
      happens({ type: 'roundReopened', round, opensAt: at(61), closesAt: at(91) }),
    )
    expect(decideAt(stage.open, 61, { type: 'reopenRound', round })).toEqual(
      happens({ type: 'roundReopened', round, opensAt: at(61), closesAt: null }),
    )
    expect(decideAt(stages({ seconds: 600 }).open, 61, { type: 'reopenRound', round })).toEqual(
      happens({ type: 'roundReopened', round, opensAt: at(61), closesAt: at(661) }),
    )
  })

  it('can be sealed', () => {
    expect(decideAt(stage.open, 61, { type: 'sealRound', round })).toEqual(
      happens({ type: 'sealRequested', round, attempt: 1 }),
    )
  })
})

describe('when sealing', () => {
  it('may be asked again, which wakes the count once more', () => {
    expect(decideAt(stage.sealing, 72, { type: 'sealRound', round })).toEqual(
      happens({ type: 'sealRequested', round, attempt: 1 }),
    )
  })

  it.each<Command>([
    { type: 'extendRound', round, seconds: 60 },
    { type: 'closeRound', round, inSeconds: 3 },
    { type: 'reopenRound', round },
    { type: 'openRound', round },
  ])('a late $type that arrived before the close does not move it any more', (command) => {
    expect(decideAt(stage.sealing, 59, command)).toHaveProperty('refusal')
  })
})

describe('when sealed', () => {
  it('is published in its last version', () => {
    expect(decideAt(stage.sealed, 80, { type: 'publishResult', round })).toEqual(
      happens({ type: 'resultPublished', round, version: 1 }),
    )
  })

  it('knows no version that was never sealed', () => {
    expect(decideAt(stage.sealed, 80, { type: 'publishResult', round, version: 2 })).toEqual(
      refused('unknown-version'),
    )
  })

  it('is published against a missed quorum only when that is confirmed, and the log says so', () => {
    const missed = happen(stage.sealing, 75, sealed({ quorumMissed: ['village'] }))
    expect(decideAt(missed, 80, { type: 'publishResult', round })).toEqual(refused('quorum-missed'))
    expect(decideAt(missed, 80, { type: 'publishResult', round, confirm: true })).toEqual(
      happens({ type: 'resultPublished', round, version: 1, confirmed: true }),
    )
  })

  it('is published although nobody is ranked, or a panel is empty, only when that is confirmed', () => {
    const empty = happen(stage.sealing, 75, sealed({ unranked: 2, unfilled: ['village'] }))
    expect(decideAt(empty, 80, { type: 'publishResult', round })).toEqual(refused('nobody-ranked'))
    const unfilled = happen(stage.sealing, 75, sealed({ unranked: 1, unfilled: ['village'] }))
    expect(decideAt(unfilled, 80, { type: 'publishResult', round })).toEqual(refused('panel-unfilled'))
    for (const played of [empty, unfilled])
      expect(decideAt(played, 80, { type: 'publishResult', round, confirm: true })).toEqual(
        happens({ type: 'resultPublished', round, version: 1, confirmed: true }),
      )
  })

  it('has as many places to reveal as contestants that are ranked', () => {
    const ranked = happen(stage.sealing, 75, sealed({ unranked: 1 }))
    expect(decideAt(ranked, 80, { type: 'reveal', round, places: 2 })).toEqual(refused('too-many-places'))
    expect(decideAt(ranked, 80, { type: 'reveal', round, places: 1 })).toEqual(
      happens({ type: 'placesRevealed', round, places: 1 }),
    )
  })

  it('is published although it tells how everyone voted only when that is confirmed, and the log says so', () => {
    const told = happen(stage.sealing, 75, sealed({ disclosing: ['village'] }))
    expect(decideAt(told, 80, { type: 'publishResult', round })).toEqual(refused('result-discloses'))
    expect(decideAt(told, 80, { type: 'publishResult', round, confirm: true })).toEqual(
      happens({ type: 'resultPublished', round, version: 1, confirmed: true }),
    )
  })

  it('releases the comments on some or on all', () => {
    expect(decideAt(stage.sealed, 80, { type: 'releaseComments', round, contestants: ['west'] })).toEqual(
      happens({ type: 'commentsReleased', round, contestants: ['west'] }),
    )
    expect(decideAt(stage.sealed, 80, { type: 'releaseComments', round })).toEqual(
      happens({ type: 'commentsReleased', round, contestants: ['east', 'west'] }),
    )
  })

  it('releases each comment once', () => {
    const some = give(stage.sealed, 80, { type: 'releaseComments', round, contestants: ['west'] })
    expect(decideAt(some, 81, { type: 'releaseComments', round })).toEqual(
      happens({ type: 'commentsReleased', round, contestants: ['east'] }),
    )
    expect(decideAt(some, 81, { type: 'releaseComments', round, contestants: ['west'] })).toEqual(nothing)
  })

  it('releases no comments on who is not in the round', () => {
    const rounds = [roundWith({ contestants: ['east'] })]
    const { sealed: smaller } = stages({}, { rounds })
    expect(decideAt(smaller, 80, { type: 'releaseComments', round, contestants: ['east', 'west'] })).toEqual({
      faults: [{ path: '$.contestants[1]', code: 'not-in-round', params: {} }],
    })
  })

  it('lets the host prepare the reveal', () => {
    expect(decideAt(stage.sealed, 80, { type: 'reveal', round, places: 0 })).toEqual(
      happens({ type: 'placesRevealed', round, places: 0 }),
    )
  })
})

describe('when published', () => {
  it('reveals those who share a rank together, whoever asks', () => {
    const tied = happen(stage.sealing, 75, sealed({ ties: [{ rank: 1, rows: 2 }] }))
    expect(decideAt(tied, 80, { type: 'reveal', round, places: 1 })).toEqual(refused('splits-tie'))
    for (const places of [0, 2])
      expect(decideAt(tied, 80, { type: 'reveal', round, places })).toEqual(
        happens({ type: 'placesRevealed', round, places }),
      )
  })

  it('reveals up to the last place, each number once', () => {
    const one = give(stage.published, 90, { type: 'reveal', round, places: 1 })
    expect(decideAt(one, 91, { type: 'reveal', round, places: 1 })).toEqual(nothing)
    expect(decideAt(one, 91, { type: 'reveal', round, places: 2 })).toEqual(
      happens({ type: 'placesRevealed', round, places: 2 }),
    )
    expect(decideAt(one, 91, { type: 'reveal', round, places: 3 })).toEqual(refused('too-many-places'))
  })

  it('can still be voided, and is then voted again from the start', () => {
    const again = give(stage.published, 100, { type: 'voidRound', round, reason })
    expect(decideAt(again, 110, openRound)).toMatchObject({
      events: [{ type: 'roundOpened', attempt: 2 }],
    })
  })
})

describe('when voided', () => {
  it('opens as the next attempt', () => {
    expect(decideAt(stage.voided, 20, openRound)).toEqual(
      happens({
        type: 'roundOpened',
        round,
        attempt: 2,
        opensAt: at(20),
        closesAt: null,
        buckets: 1,
        contestants: ['east', 'west'],
      }),
    )
  })

  it('has nothing left to be voided', () => {
    expect(decideAt(stage.voided, 20, { type: 'voidRound', round, reason })).toEqual(
      refused('round-not-opened'),
    )
  })
})

describe('what the stream overlay shows', () => {
  const showOverlay = (...parts: ('name' | 'countdown' | 'tally')[]): Command => ({
    type: 'showOverlay',
    parts,
  })

  it('is logged once each, in one order, in any state of the rounds', () => {
    expect(decideAt(stage.open, 10, showOverlay('tally', 'name', 'tally'))).toEqual(
      happens({ type: 'overlayShown', parts: ['name', 'tally'] }),
    )
  })

  it('is not logged again where nothing changes', () => {
    const shown = give(stage.open, 10, showOverlay('name', 'tally'))
    expect(decideAt(shown, 11, showOverlay('tally', 'name'))).toEqual(nothing)
    expect(decideAt(shown, 11, showOverlay())).toEqual(happens({ type: 'overlayShown', parts: [] }))
  })
})
