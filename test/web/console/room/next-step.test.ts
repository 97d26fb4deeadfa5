import { describe, expect, it } from 'vitest'
import type { Round } from '#contract/contest.ts'
import type { LiveRound } from '#contract/live.ts'
import type { RoundDetails } from '#contract/office.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { nextStep } from '../../../../web/pages/console/room/next-step.ts'
import { at, consoleWith, liveRound, noon, ranked } from '../documents.ts'

const final = roundWith({ id: 'final' })
const encore = roundWith({ id: 'encore', title: '加赛' })
const contest = contestWith({ rounds: [final, encore] })

type Given = { staged?: string[]; onStage?: string; sealing?: boolean; encore?: Partial<LiveRound> }

const stepWhen = (
  live: Partial<LiveRound>,
  { staged = ['east', 'west'], onStage, sealing, encore: other }: Given = {},
) =>
  nextStep({
    contest,
    round: final,
    document: consoleWith(
      { final: liveRound(live), encore: liveRound(other) },
      {
        ...(onStage !== undefined && { stage: { contestant: onStage, since: at(0) } }),
        ...(sealing === true && { sealing: 'final' }),
      },
    ),
    staged: new Set(staged),
    now: noon,
  })

describe('when waiting', () => {
  it('calls the first contestant who has not been on stage', () => {
    expect(stepWhen({}, { staged: ['east'], onStage: 'east' })).toMatchObject({
      kind: 'stage',
      contestant: { id: 'west' },
      place: 2,
      of: 2,
    })
  })

  it('does not call somebody who stands there already', () => {
    expect(stepWhen({}, { staged: ['east'], onStage: 'west' })).toEqual({ kind: 'open' })
  })

  it('opens the vote once everybody has been on stage', () => {
    expect(stepWhen({})).toEqual({ kind: 'open' })
  })
})

describe('when open', () => {
  it('never ends a vote while contestants are still to come, whether or not the window has an end', () => {
    const west = { kind: 'stage', contestant: { id: 'west' } }
    expect(stepWhen({ status: 'open' }, { staged: ['east'] })).toMatchObject(west)
    expect(stepWhen({ status: 'open', closesAt: at(60) }, { staged: ['east'] })).toMatchObject(west)
    expect(stepWhen({ status: 'open', closesAt: at(60) }, { staged: [] })).toMatchObject({ kind: 'stage' })
    expect(stepWhen({ status: 'open' })).toEqual({ kind: 'close' })
    expect(stepWhen({ status: 'open', closesAt: at(60) })).toEqual({ kind: 'close' })
  })

  it('waits through the last five seconds', () => {
    expect(stepWhen({ status: 'open', closesAt: at(5) })).toEqual({ kind: 'wait', for: 'closing' })
    expect(stepWhen({ status: 'open', closesAt: at(6) })).toEqual({ kind: 'close' })
  })

  it('waits for the server to call the round closed', () => {
    expect(stepWhen({ status: 'open', closesAt: at(-1) })).toEqual({ kind: 'wait', for: 'closing' })
  })
})

describe('a round that judges mark', () => {
  const scored = { kind: 'score' as const, criteria: [{ id: 'trade', name: 'Trade', max: 100 }] }
  const judges = { electorate: 'judges', ballot: scored }
  const voters = { electorate: 'village', ballot: { kind: 'choose' as const, max: 2 } }
  const electorates = [
    { id: 'judges', name: 'Judges', role: 'judge' as const },
    { id: 'village', name: 'Village', role: 'voter' as const },
  ]

  /** The step of a round, from what stands in a row of the tables below. */
  const stepOf = (of: Partial<Round>, live: Partial<LiveRound>, staged: string[], onStage?: string) => {
    const round = roundWith({ panels: [judges], ...of })
    const stage = onStage === undefined ? null : { contestant: onStage, since: at(0) }
    const step = nextStep({
      contest: contestWith({ electorates, rounds: [round] }),
      round,
      document: consoleWith({ final: liveRound(live) }, { stage }),
      staged: new Set(staged),
      now: noon,
    })
    if (step.kind === 'stage') return `stage ${step.contestant.id}`
    if (step.kind === 'open') return step.calls ? `open and stage ${step.calls.contestant.id}` : 'open'
    if (step.kind === 'close') return step.inSeconds === undefined ? 'close' : `close in ${step.inSeconds}`
    return step.kind
  }
  const open = { status: 'open' } as const
  const both = { panels: [judges, voters] }

  it.each<[string, Partial<Round>, Partial<LiveRound>, string[], string | undefined, string]>([
    ['opens with the first call', {}, {}, [], undefined, 'open and stage east'],
    ['opens for whoever stands there', {}, {}, ['east'], 'east', 'open'],
    [
      'opens again after a void though all were heard',
      {},
      { attempt: 2 },
      ['east', 'west'],
      undefined,
      'open',
    ],
    ['goes on where a void cut in', {}, { attempt: 2 }, ['east'], undefined, 'open and stage west'],
    ['calls the next while it is open', {}, open, ['east'], 'east', 'stage west'],
    [
      'calls the next though it has an end',
      {},
      { ...open, closesAt: at(60) },
      ['east'],
      'east',
      'stage west',
    ],
    ['closes after the last', {}, open, ['east', 'west'], 'west', 'close'],
    ['closes at once though a length is suggested', { seconds: 90 }, open, ['east', 'west'], 'west', 'close'],
    ['leaves voters their time', { ...both, seconds: 90 }, open, ['east', 'west'], 'west', 'close in 90'],
    [
      'leaves them an hour at most',
      { ...both, seconds: 9_000 },
      open,
      ['east', 'west'],
      'west',
      'close in 3600',
    ],
    [
      'ends their time early',
      { ...both, seconds: 90 },
      { ...open, closesAt: at(80) },
      ['east', 'west'],
      'west',
      'close',
    ],
    ['opens early where voters may change', both, {}, [], undefined, 'open and stage east'],
    ['hears all first where they may not', { ...both, revisable: false }, {}, [], undefined, 'stage east'],
    [
      'opens early where only judges are bound',
      { revisable: false },
      {},
      [],
      undefined,
      'open and stage east',
    ],
  ])('%s', (_, of, live, staged, onStage, expected) => {
    expect(stepOf(of, live, staged, onStage)).toBe(expected)
  })

  it.each<[string, Record<string, { judges: number; shown?: 'same' | 'changed' }>, string, string]>([
    [
      'waits for enough judges before their marks are shown',
      { east: { judges: 1 } },
      'east',
      'wait for east, then west',
    ],
    ['shows the marks before the next call', { east: { judges: 2 } }, 'east', 'marks of east'],
    ['calls the next when they were shown', { east: { judges: 2, shown: 'same' } }, 'east', 'stage west'],
    ['shows those of the last, too', { west: { judges: 3 } }, 'west', 'marks of west'],
    ['closes when those of the last were shown', { west: { judges: 3, shown: 'changed' } }, 'west', 'close'],
  ])('%s', (_, marks, onStage, expected) => {
    const round = roundWith({ panels: [judges], showMarks: { atLeast: 2 } })
    const document = consoleWith({ final: liveRound(open) }, { stage: { contestant: onStage, since: at(0) } })
    const details = { ...document.details['final'], marks }
    const step = nextStep({
      contest: contestWith({ electorates, rounds: [round] }),
      round,
      document: { ...document, details: { final: details as RoundDetails } },
      staged: new Set(onStage === 'east' ? ['east'] : ['east', 'west']),
      now: noon,
    })
    const said = {
      marks: () => 'contestant' in step && `marks of ${step.contestant.id}`,
      stage: () => 'contestant' in step && `stage ${step.contestant.id}`,
      wait: () => 'next' in step && `wait for ${step.contestant.id}, then ${step.next?.contestant.id}`,
    }
    expect(step.kind in said ? said[step.kind as keyof typeof said]() : step.kind).toBe(expected)
  })

  it('hears all first where judges choose as a whole', () => {
    const chosen = { electorate: 'judges', ballot: { kind: 'choose' as const, max: 1 } }
    expect(stepOf({ panels: [chosen] }, {}, [])).toBe('stage east')
  })
})

describe('when closed', () => {
  it('seals', () => {
    expect(stepWhen({ status: 'closed', closesAt: at(-9) })).toEqual({ kind: 'seal' })
  })

  it('waits while the seal counts', () => {
    expect(stepWhen({ status: 'closed', closesAt: at(-9) }, { sealing: true })).toEqual({
      kind: 'wait',
      for: 'sealing',
    })
  })
})

describe('when sealed', () => {
  it('publishes, also with a reveal prepared', () => {
    expect(stepWhen({ status: 'sealed' })).toEqual({ kind: 'publish' })
    expect(stepWhen({ status: 'sealed', revealed: 0, standings: ranked(1, 2) })).toEqual({ kind: 'publish' })
  })
})

describe('when published', () => {
  it('reveals the next places', () => {
    expect(stepWhen({ status: 'published', revealed: 1, standings: ranked(1, 1, 3) })).toMatchObject({
      kind: 'reveal',
      places: 3,
      rows: [{ contestant: 'a' }, { contestant: 'b' }],
    })
  })

  it('adds the points of the others from the last up, and then announces the places', () => {
    const standings = ranked(1, 1, 3)
    const row = (contestant: string, whole = false) => ({
      contestant,
      rank: 1,
      total: '0.50',
      parts: {},
      ...(whole && { whole: true as const }),
    })
    const step = (...rows: ReturnType<typeof row>[]) => {
      const added = rows.filter(({ whole }) => whole).length
      const inParts = { first: ['jury'], added, rows }
      return stepWhen({ status: 'published', revealed: 0, standings, inParts })
    }
    expect(step(row('b'), row('c', true), row('a'))).toEqual({
      kind: 'addPart',
      added: 2,
      row: row('a'),
      total: '1.00',
    })
    expect(step(row('b', true), row('c', true), row('a', true))).toMatchObject({
      kind: 'announce',
      places: 3,
      rows: [{ contestant: 'a' }, { contestant: 'b' }],
    })
  })

  it('turns to the next round when every place is shown', () => {
    const step = { kind: 'turn', round: encore }
    expect(stepWhen({ status: 'published', standings: ranked(1, 2) })).toEqual(step)
    expect(stepWhen({ status: 'published', revealed: 2, standings: ranked(1, 2) })).toEqual(step)
  })

  it('is finished when no round is left', () => {
    expect(stepWhen({ status: 'published' }, { encore: { status: 'published' } })).toEqual({
      kind: 'finished',
    })
  })
})

describe('where contestants have a time to speak', () => {
  const parts = ['陈述', '答辩'].map((name) => ({ name, seconds: 480 }))
  const criteria = [{ id: 'trade', name: '产业', max: 100 }]
  const judged = { electorate: 'jury', ballot: { kind: 'score' as const, criteria } }
  const jury = { id: 'jury', name: '评委', role: 'judge' as const }
  const speechStep = (speech: object | undefined, live: Partial<LiveRound> = {}, judges = true) => {
    const round = roundWith({ id: 'final', speech: { parts }, ...(judges && { panels: [judged] }) })
    const of = contestWith({ rounds: [round] })
    return nextStep({
      contest: { ...of, electorates: [...of.electorates, jury] },
      round,
      document: consoleWith(
        { final: liveRound(live) },
        {
          stage: { contestant: 'east', since: at(-60) },
          ...(speech && {
            speech: {
              contestant: 'east',
              round: 'final',
              part: 1,
              startedAt: at(-60),
              pausedSeconds: 0,
              endsAt: at(420),
              running: true,
              ...speech,
            },
          }),
        },
      ),
      staged: new Set(['east']),
      now: noon,
    })
  }
  const paused = { running: false, paused: { since: at(-10), reason: '停电' } }
  const ended = (part: number) => ({ part, running: false, ended: { at: at(-1), seconds: 60, over: 0 } })
  const west = { kind: 'stage', contestant: { id: 'west' } }

  it('the clock comes between the call and the next one, part by part', () => {
    const open = { status: 'open' as const }
    expect(speechStep(undefined, open)).toMatchObject({ kind: 'startSpeech', clock: { part: 1 } })
    expect(speechStep({}, open)).toMatchObject({ kind: 'endSpeech', clock: { left: 420 } })
    expect(speechStep(paused, open)).toMatchObject({ kind: 'resumeSpeech' })
    expect(speechStep(ended(1), open)).toMatchObject({ kind: 'startSpeech', clock: { part: 2 } })
    expect(speechStep(ended(2), open)).toMatchObject(west)
  })

  it('judges may score before the clock starts', () => {
    expect(speechStep(undefined)).toEqual({ kind: 'open' })
  })

  it('where only voters decide, the clock comes before the vote, and an open vote waits for none', () => {
    expect(speechStep(undefined, {}, false)).toMatchObject({ kind: 'startSpeech' })
    expect(speechStep(ended(2), {}, false)).toMatchObject(west)
    expect(speechStep(undefined, { status: 'open' }, false)).toMatchObject(west)
    expect(speechStep({}, { status: 'open' }, false)).toMatchObject({ kind: 'endSpeech' })
  })

  it('a clock of another round is not waited for', () => {
    expect(speechStep({ round: 'elsewhere' }, { status: 'open' })).toMatchObject(west)
  })
})
