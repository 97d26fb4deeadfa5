import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Contest, Round } from '#contract/contest.ts'
import { actionsOn, answered, done, invokeStream, refused, sha256, time } from '#test/support/actions.ts'
import { pass } from '#test/support/clock.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions, type Stage } from '#test/support/functions.ts'
import { ballotRecord } from '#test/support/stream-records.ts'

let functions: Functions
let contests = 0

beforeAll(async () => {
  functions = await startFunctions()
})
afterAll(() => functions.stop())

const setup = (over: Partial<Contest> = {}) =>
  stageContest(functions, contestWith({ id: `harvest-${++contests}`, ...over }), { zhang: 'village' })
const read = (contest: string, headers: Record<string, string> = {}) =>
  functions.call('read-live', { path: { contest }, headers })

/** Counts ballots for east as the stream would. */
const countForEast = ({ contest }: Stage, round: string, voters: string[]) =>
  invokeStream(
    'tally-ballots',
    voters.map((voter, index) =>
      ballotRecord(`${contest}/${round}/1#0`, String(index + 1), {
        voter,
        ballot: { electorate: 'village', choices: ['east'] },
        receipt: `receipt-of-${voter}`,
        revision: 1,
        casts: [{ id: 'r1' }],
      }),
    ),
  )

const etag = expect.stringMatching(/^"[\w-]{22}"$/)
const kept = { 'cache-control': 'public, max-age=1', 'leitai-address': 'http://leitai.test' }
const caching = { etag, ...kept }

describe('before anything is opened', () => {
  it('answers every round as waiting', async () => {
    const { contest } = await setup({ rounds: [roundWith(), roundWith({ id: 'heat' })] })
    const waiting = {
      status: 'waiting',
      attempt: 1,
      turnout: { village: { cast: 0, eligible: 1 } },
      standings: null,
    }
    expect(await read(contest)).toEqual(
      answered(
        {
          contest,
          version: 4,
          at: time,
          stage: null,
          rounds: { final: waiting, heat: waiting },
          head: sha256,
        },
        caching,
      ),
    )
  })

  it('knows no contest that is not there', async () => {
    expect(await read('nowhere')).toEqual(refused('not-found'))
  })
})

describe('while a round is open', () => {
  it('answers the window, the turnout and who is on stage', async () => {
    const stage = await setup()
    const { command } = actionsOn(functions, stage)
    const opened = done(await command({ type: 'openRound', round: 'final', seconds: 60 })).body.events[0]
    const staged = done(await command({ type: 'stageContestant', contestant: 'west' })).body.events[0]
    await countForEast(stage, 'final', ['zhang'])
    expect((await read(stage.contest)).body).toEqual({
      contest: stage.contest,
      version: 7,
      at: time,
      head: staged.hash,
      stage: { contestant: 'west', since: staged.at },
      rounds: {
        final: {
          status: 'open',
          attempt: 1,
          opensAt: opened.opensAt,
          closesAt: opened.closesAt,
          turnout: { village: { cast: 1, eligible: 1 } },
          standings: null,
        },
      },
    })
  })
})

describe('asked again', () => {
  it('answers 304 without a body while nothing has changed, however a cache on the way writes the tag', async () => {
    const stage = await setup()
    const first = await read(stage.contest)
    const tag = first.headers['etag'] ?? ''
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`])
      expect(await read(stage.contest, { 'if-none-match': known }), known).toMatchObject({
        status: 304,
        headers: { etag: tag, ...kept },
        body: '',
      })
    expect((await read(stage.contest, { 'if-none-match': '"other"' })).status).toBe(200)
  })

  it('answers the new document with another tag once something has', async () => {
    const stage = await setup()
    const first = await read(stage.contest)
    done(await actionsOn(functions, stage).command({ type: 'stageContestant', contestant: 'east' }))
    const second = await read(stage.contest, { 'if-none-match': first.headers['etag'] ?? '' })
    expect(second).toMatchObject({ status: 200, body: { version: 5, stage: { contestant: 'east' } } })
    expect(second.headers['etag']).not.toBe(first.headers['etag'])
  })

  it('answers the close that came by time alone', async () => {
    const stage = await setup()
    done(await actionsOn(functions, stage).command({ type: 'openRound', round: 'final', seconds: 60 }))
    const open = await read(stage.contest)
    expect(open.body.rounds.final.status).toBe('open')
    pass(60_000)
    const closed = await read(stage.contest, { 'if-none-match': open.headers['etag'] ?? '' })
    expect(closed).toMatchObject({ status: 200, body: { rounds: { final: { status: 'closed' } } } })
  })
})

describe('the figures', () => {
  const policies: NonNullable<Round['figures']>[] = ['live', 'closed', 'published']
  const east = {
    contestant: 'east',
    rank: 1,
    tied: false,
    total: '100.00',
    panels: { village: { points: '100.00', part: '100.00', votes: 3 } },
  }

  it('leave the server when the round says so, and not before', async () => {
    const stage = await setup({ rounds: policies.map((figures) => roundWith({ id: figures, figures })) })
    const { command } = actionsOn(functions, stage)
    for (const round of policies) {
      done(await command({ type: 'openRound', round, seconds: 60 }))
      await countForEast(stage, round, ['zhang', 'wang', 'li'])
    }
    const open = (await read(stage.contest)).body.rounds
    expect(open.live.standings[0]).toEqual(east)
    expect(open.closed).toMatchObject({ status: 'open', standings: null })
    expect(open.published).toMatchObject({ status: 'open', standings: null })
    expect(open.closed.turnout).toEqual({ village: { cast: 3, eligible: 1 } })

    pass(60_000)
    const closed = (await read(stage.contest)).body.rounds
    expect(closed.live.standings[0]).toEqual(east)
    expect(closed.closed).toMatchObject({ status: 'closed', standings: [east, { contestant: 'west' }] })
    expect(closed.published).toMatchObject({ status: 'closed', standings: null })
  })

  it('are nobody’s through this document, whoever asks', async () => {
    const stage = await setup()
    done(await actionsOn(functions, stage).command({ type: 'openRound', round: 'final' }))
    await countForEast(stage, 'final', ['zhang'])
    const answer = await functions.call('read-live', { path: { contest: stage.contest }, token: stage.owner })
    expect(answer.body.rounds.final.standings).toBeNull()
  })
})
