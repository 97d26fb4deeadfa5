import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Contest } from '#contract/contest.ts'
import type { Refusal } from '#contract/refusals.ts'
import { words as en } from '#words/en/refusals.ts'
import { words as zh } from '#words/zh/refusals.ts'
import {
  actionsOn,
  answered,
  done,
  faults,
  invokeStream,
  refused,
  sha256,
  time,
} from '#test/support/actions.ts'
import { stopClock } from '#test/support/clock.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions, type Stage } from '#test/support/functions.ts'
import type { Json } from '#test/support/json.ts'
import { ballotRecord } from '#test/support/stream-records.ts'

let functions: Functions
let contests = 0
let sealed: Stage
/** Sealed too, with fewer votes than its quorum asks for. */
let unheeded: Stage

beforeAll(async () => {
  functions = await startFunctions()
  sealed = await stageContest(functions, contestWith({ id: 'sealed' }), { zhang: 'village' })
  const choose = { kind: 'choose', max: 1 } as const
  const panels = [{ electorate: 'village', ballot: choose, quorum: { atLeast: '1/2' } }]
  unheeded = await stageContest(functions, contestWith({ id: 'unheeded' }, { panels }), { zhang: 'village' })
  const { cast, runAndSeal } = actionsOn(functions, sealed)
  await Promise.all([
    runAndSeal(() => cast('zhang', { electorate: 'village', choices: ['east'] })),
    actionsOn(functions, unheeded).runAndSeal(async () => {}),
  ])
})
afterAll(() => functions.stop())

async function setup(over: Partial<Contest> = {}) {
  const contest = contestWith({ id: `harvest-${++contests}`, ...over })
  const stage = await stageContest(functions, contest, { zhang: 'village' })
  return { stage, ...actionsOn(functions, stage) }
}

const actor = expect.stringMatching(/^organiser-[0-9a-f]{8}$/)

/** The whole answer to a command that led to one event. */
const happened = (event: object) =>
  answered({
    version: expect.any(Number),
    events: [{ n: expect.any(Number), at: time, actor, prev: sha256, hash: sha256, ...event }],
  })
const nothingHappened = (version: number) => answered({ version, events: [] })
const notAllowed = (reason: Refusal, language: 'zh' | 'en' = 'zh') =>
  refused('not-allowed', { reason, detail: { zh, en }[language][reason] })
const secondsAfter = (iso: string, seconds: number) =>
  new Date(Date.parse(iso) + seconds * 1_000).toISOString()

/** Opens with an end that is over at once. */
const openAndClose = async ({ command }: Awaited<ReturnType<typeof setup>>) => {
  const { closesAt } = done(await command({ type: 'openRound', round: 'final', seconds: 1 })).body.events[0]
  return Date.parse(closesAt)
}

describe('while a round waits', () => {
  it('stages a contestant, and nobody', async () => {
    const { command } = await setup()
    const stage = (contestant: string | null) => command({ type: 'stageContestant', contestant })
    const first = await stage('east')
    expect(first).toEqual(happened({ type: 'contestantStaged', contestant: 'east' }))
    expect(await stage('east')).toEqual(nothingHappened(first.body.version))
    expect(await stage(null)).toEqual(happened({ type: 'contestantStaged', contestant: null }))
  })

  it('opens it from the arrival of the command on, for as long as asked, as the document says, or until it is closed', async () => {
    const rounds = [roundWith(), roundWith({ id: 'timed', seconds: 90 })]
    const { command } = await setup({ rounds })
    const opened = (round: string, at: number, seconds?: number) =>
      happened({
        type: 'roundOpened',
        at: new Date(at).toISOString(),
        round,
        attempt: 1,
        opensAt: new Date(at).toISOString(),
        closesAt: seconds === undefined ? null : new Date(at + seconds * 1_000).toISOString(),
        buckets: 1,
        contestants: ['east', 'west'],
      })
    const at = Date.now()
    expect(await command({ type: 'openRound', round: 'final' }, { at })).toEqual(opened('final', at))
    expect(await command({ type: 'openRound', round: 'timed' }, { at })).toEqual(opened('timed', at, 90))
    done(await command({ type: 'voidRound', round: 'timed', reason: '停电' }))
    const later = at + 60_000
    expect(
      (await command({ type: 'openRound', round: 'timed', seconds: 30 }, { at: later })).body.events[0],
    ).toMatchObject({
      attempt: 2,
      closesAt: new Date(later + 30_000).toISOString(),
    })
  })

  it('refuses what needs an opened one', async () => {
    const { command } = await setup()
    for (const [body, reason] of [
      [{ type: 'closeRound' }, 'round-not-opened'],
      [{ type: 'extendRound', seconds: 60 }, 'round-not-open'],
      [{ type: 'reopenRound' }, 'round-not-opened'],
      [{ type: 'voidRound', reason: '停电' }, 'round-not-opened'],
      [{ type: 'sealRound' }, 'round-not-opened'],
      [{ type: 'publishResult' }, 'round-not-sealed'],
      [{ type: 'releaseComments' }, 'round-not-sealed'],
      [{ type: 'reveal', places: 1 }, 'round-not-sealed'],
    ] as const)
      expect(await command({ round: 'final', ...body }), body.type).toEqual(notAllowed(reason))
  })
})

describe('while a round is open', () => {
  it('closes it five seconds on unless told otherwise, and never later than it would have', async () => {
    const { command } = await setup()
    const at = stopClock() + 1
    done(await command({ type: 'openRound', round: 'final' }))
    const first = await command({ type: 'closeRound', round: 'final' }, { at })
    const closesAt = new Date(at + 5_000).toISOString()
    expect(first).toEqual(happened({ type: 'roundClosing', round: 'final', closesAt }))
    expect(await command({ type: 'closeRound', round: 'final', inSeconds: 60 }, { at })).toEqual(
      nothingHappened(first.body.version),
    )
    expect(await command({ type: 'closeRound', round: 'final', inSeconds: 3 }, { at })).toEqual(
      happened({ type: 'roundClosing', round: 'final', closesAt: new Date(at + 3_000).toISOString() }),
    )
  })

  it('extends a window that has an end', async () => {
    const { command } = await setup()
    const { closesAt } = done(await command({ type: 'openRound', round: 'final', seconds: 60 })).body
      .events[0]
    expect(await command({ type: 'extendRound', round: 'final', seconds: 30 })).toEqual(
      happened({ type: 'roundExtended', round: 'final', closesAt: secondsAfter(closesAt, 30) }),
    )
  })

  it('voids it, and the next opening is another attempt', async () => {
    const { command } = await setup()
    done(await command({ type: 'openRound', round: 'final' }))
    expect(await command({ type: 'voidRound', round: 'final', reason: ' 停电 ' })).toEqual(
      happened({ type: 'roundVoided', round: 'final', attempt: 1, reason: '停电' }),
    )
    expect((await command({ type: 'openRound', round: 'final' })).body.events[0]).toMatchObject({
      attempt: 2,
    })
  })

  it('refuses what is done already or comes too early, in the language of who asks', async () => {
    const { command } = await setup()
    done(await command({ type: 'openRound', round: 'final' }))
    for (const [body, reason] of [
      [{ type: 'openRound' }, 'round-open'],
      [{ type: 'reopenRound' }, 'round-open'],
      [{ type: 'extendRound', seconds: 60 }, 'round-without-end'],
      [{ type: 'sealRound' }, 'round-not-closed'],
    ] as const) {
      const ask = (language?: string) =>
        command(
          { round: 'final', ...body },
          language === undefined ? {} : { headers: { 'accept-language': language } },
        )
      expect(await ask(), body.type).toEqual(notAllowed(reason))
      expect(await ask('zh-CN,zh;q=0.9,en;q=0.8'), body.type).toEqual(notAllowed(reason))
      expect(await ask('en-GB,en;q=0.9'), body.type).toEqual(notAllowed(reason, 'en'))
    }
  })
})

describe('when a round has closed', () => {
  it('opens it again as a further window of the attempt', async () => {
    const world = await setup()
    const at = (await openAndClose(world)) + 1
    expect(await world.command({ type: 'reopenRound', round: 'final', seconds: 60 }, { at })).toEqual(
      happened({
        type: 'roundReopened',
        at: new Date(at).toISOString(),
        round: 'final',
        opensAt: new Date(at).toISOString(),
        closesAt: new Date(at + 60_000).toISOString(),
      }),
    )
  })

  it('asks for the seal, and again if the first try should have failed', async () => {
    const world = await setup()
    const at = await openAndClose(world)
    const ask = () => world.command({ type: 'sealRound', round: 'final' }, { at })
    const requested = happened({ type: 'sealRequested', round: 'final', attempt: 1 })
    expect(await ask()).toEqual(requested)
    expect(await ask()).toEqual(requested)
    expect(await world.command({ type: 'reopenRound', round: 'final' }, { at })).toEqual(
      notAllowed('round-sealing'),
    )
  })

  it('refuses to open, close or extend it', async () => {
    const world = await setup()
    const at = await openAndClose(world)
    const ask = (body: object) => world.command({ round: 'final', ...body }, { at })
    expect(await ask({ type: 'openRound' })).toEqual(notAllowed('round-ended'))
    expect(await ask({ type: 'closeRound' })).toEqual(notAllowed('round-not-open'))
    expect(await ask({ type: 'extendRound', seconds: 60 })).toEqual(notAllowed('round-not-open'))
    expect(await ask({ type: 'publishResult' })).toEqual(notAllowed('round-not-sealed'))
  })
})

describe('when a round is sealed', () => {
  it('reveals, publishes and releases comments, each once', async () => {
    const { command } = actionsOn(functions, sealed)
    const ask = (body: object) => command({ round: 'final', ...body })
    expect(await ask({ type: 'sealRound' })).toEqual(notAllowed('round-sealed'))
    expect(await ask({ type: 'reopenRound' })).toEqual(notAllowed('round-sealed'))
    expect(await ask({ type: 'openRound' })).toEqual(notAllowed('round-ended'))
    expect(await ask({ type: 'publishResult', version: 2 })).toEqual(notAllowed('unknown-version'))
    expect(await ask({ type: 'reveal', places: 3 })).toEqual(notAllowed('too-many-places'))
    expect(await ask({ type: 'releaseComments', contestants: ['moon'] })).toEqual(
      refused('bad-request', faults('$.contestants[0]')),
    )

    expect(await ask({ type: 'reveal', places: 1 })).toEqual(
      happened({ type: 'placesRevealed', round: 'final', places: 1 }),
    )
    const published = await ask({ type: 'publishResult' })
    expect(published).toEqual(happened({ type: 'resultPublished', round: 'final', version: 1 }))
    expect(await ask({ type: 'publishResult' })).toEqual(notAllowed('round-published'))
    expect(await ask({ type: 'reveal', places: 1 })).toEqual(nothingHappened(published.body.version))

    expect(await ask({ type: 'releaseComments', contestants: ['west'] })).toEqual(
      happened({ type: 'commentsReleased', round: 'final', contestants: ['west'] }),
    )
    const rest = await ask({ type: 'releaseComments' })
    expect(rest).toEqual(happened({ type: 'commentsReleased', round: 'final', contestants: ['east'] }))
    expect(await ask({ type: 'releaseComments' })).toEqual(nothingHappened(rest.body.version))
  })
})

describe('with ifVersion', () => {
  it('runs while the contest stands there, and is refused once it has moved', async () => {
    const { command } = await setup()
    const stageEast = (ifVersion: number) =>
      command({ type: 'stageContestant', contestant: 'east', ifVersion })
    expect(await stageEast(3)).toEqual(refused('version-conflict', { detail: 'The contest is at version 4' }))
    expect(await stageEast(4)).toMatchObject({ status: 200, body: { version: 5 } })
    expect(await stageEast(4)).toEqual(refused('version-conflict', { detail: 'The contest is at version 5' }))
  })

  it('lets one of several in', async () => {
    const { command } = await setup()
    const answers = await Promise.all(
      ['east', 'west', null, 'east', 'west'].map((contestant) =>
        command({ type: 'stageContestant', contestant: contestant ?? 'east', ifVersion: 4 }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
  })
})

describe('with a command that is none', () => {
  const bad: [string, object, string][] = [
    ['unknown type', { type: 'explode' }, '$.type'],
    ['no type', {}, '$.type'],
    ['unknown field', { type: 'openRound', round: 'final', force: true }, '$.force'],
    ['no round', { type: 'openRound' }, '$.round'],
    ['unknown round', { type: 'openRound', round: 'nowhere' }, '$.round'],
    ['unknown contestant', { type: 'stageContestant', contestant: 'moon' }, '$.contestant'],
    ['part of a second', { type: 'openRound', round: 'final', seconds: 1.5 }, '$.seconds'],
    ['a close too soon to be heard', { type: 'closeRound', round: 'final', inSeconds: 2 }, '$.inSeconds'],
    ['no reason', { type: 'voidRound', round: 'final', reason: '  ' }, '$.reason'],
    ['places below none', { type: 'reveal', round: 'final', places: -1 }, '$.places'],
    ['no confirmation', { type: 'publishResult', round: 'final', confirm: false }, '$.confirm'],
    ['nobody to release', { type: 'releaseComments', round: 'final', contestants: [] }, '$.contestants'],
  ]
  it('names the fault, and logs nothing', async () => {
    const { command, stage } = await setup()
    for (const [what, body, path] of bad)
      expect(await command(body), what).toEqual(refused('bad-request', faults(path)))
    const log = await functions.call('read-log', { path: { contest: stage.contest }, token: stage.organiser })
    expect(log.body.events).toHaveLength(4)
  })

  it('knows no contest that is not there', async () => {
    const { command, stage } = await setup()
    const body = { type: 'stageContestant', contestant: null }
    expect(await command(body, { path: { contest: 'nowhere' }, token: stage.owner })).toEqual(
      refused('not-found'),
    )
  })
})

describe('many at once', () => {
  it('all closes agree on one end', async () => {
    const { command } = await setup()
    done(await command({ type: 'openRound', round: 'final' }))
    const now = stopClock() + 10
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        command({ type: 'closeRound', round: 'final' }, { at: now + ((index * 7) % 30) }),
      ),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const ends = answers.flatMap(({ body }) => body.events.map(({ closesAt }: Json) => closesAt))
    expect(new Set(ends).size).toBe(1)
  })

  it('each gets its own place in the log', async () => {
    const { command, stage } = await setup()
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        command({ type: 'stageContestant', contestant: index % 2 === 0 ? 'east' : 'west' }),
      ),
    )
    const events = answers.flatMap(({ body }) => body.events.map(({ n }: Json) => n))
    const log = await functions.call('read-log', { path: { contest: stage.contest }, token: stage.organiser })
    expect(log.body.events.slice(4).map(({ n }: Json) => n)).toEqual(events.toSorted((a, b) => a - b))
  })
})

describe('a round in which nobody voted', () => {
  it('is published only with a confirmation, which the log keeps', async () => {
    const { command } = actionsOn(functions, unheeded)
    expect(await command({ type: 'publishResult', round: 'final' })).toEqual(notAllowed('nobody-ranked'))
    expect(await command({ type: 'publishResult', round: 'final', confirm: true })).toEqual(
      happened({ type: 'resultPublished', round: 'final', version: 1, confirmed: true }),
    )
  })
})

describe('the judges’ marks of a contestant', () => {
  const panels = [
    { electorate: 'jury', ballot: { kind: 'score' as const, criteria: [{ id: 'k', name: 'K', max: 100 }] } },
  ]
  const electorates = [{ id: 'jury', name: '评委', role: 'judge' as const }]

  it('are shown from the count so far, to everybody, once enough judges have sent them', async () => {
    const contest = contestWith({ id: 'marks', electorates }, { panels, showMarks: { atLeast: 2 } })
    const stage = await stageContest(functions, contest, {})
    const { command } = actionsOn(functions, stage)
    const path = { contest: 'marks' }
    let records = 0
    /** What the stream tells of a judge's ballot, before and after. */
    const give = (voter: string, k: number, before?: number) => {
      const stored = (value: number) => ({
        voter,
        ballot: { electorate: 'jury', scores: { east: { k: value } } },
        receipt: `receipt-of-${voter}`,
        revision: 1,
        casts: [],
      })
      const record = ballotRecord(
        'marks/final/1#0',
        `${++records}`,
        stored(k),
        before === undefined ? undefined : stored(before),
      )
      return invokeStream('tally-ballots', [record])
    }
    const told = async () => done(await functions.call('read-console', { path, token: stage.organiser })).body
    const live = async () => done(await functions.call('read-live', { path })).body.rounds.final
    const show = { type: 'showMarks', round: 'final', contestant: 'east' }

    done(await command({ type: 'openRound', round: 'final' }))
    done(await command({ type: 'stageContestant', contestant: 'east' }))
    await give('lin', 80)
    expect((await told()).details.final.marks).toEqual({ east: { judges: 1 } })
    expect(await command(show)).toEqual(notAllowed('too-few-marks'))

    await give('wu', 91)
    const panel = { electorate: 'jury', points: '85.50', totals: [{ value: '91.00' }, { value: '80.00' }] }
    const event = { type: 'marksShown', round: 'final', attempt: 1, contestant: 'east', panels: [panel] }
    expect(await command(show)).toEqual(happened(event))
    expect(await live()).toMatchObject({ standings: null, marks: { contestant: 'east', panels: [panel] } })
    expect(JSON.stringify(await live())).not.toMatch(/lin|wu/)

    await give('wu', 95, 91)
    expect((await told()).details.final.marks).toEqual({ east: { judges: 2, shown: 'changed' } })
    expect((await live()).marks.panels).toEqual([panel])
  })
})
