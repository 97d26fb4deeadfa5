import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contestWith } from '#test/support/contest.ts'
import {
  stageContest,
  startFunctions,
  type Answer,
  type Functions,
  type Stage,
} from '#test/support/functions.ts'

let functions: Functions
let contests = 0

beforeAll(async () => {
  functions = await startFunctions()
})
afterAll(() => functions.stop())

type Setup = {
  stage: Stage
  cast(over?: {
    requestId?: string
    choice?: string
    replaces?: number
    at?: number
    voter?: string
  }): Promise<Answer>
}

const setup = async (round: Parameters<typeof contestWith>[1] = {}): Promise<Setup> => {
  const stage = await stageContest(functions, contestWith({ id: `harvest-${++contests}` }, round), {
    zhang: 'village',
    wang: 'village',
  })
  return {
    stage,
    cast: ({ requestId = 'r1', choice = 'east', replaces, at, voter = 'zhang' } = {}) =>
      functions.call('cast-ballot', {
        path: { contest: stage.contest, round: 'final' },
        token: stage.voters[voter] ?? '',
        body: {
          ballot: { electorate: 'village', choices: [choice] },
          requestId,
          ...(replaces && { replaces }),
        },
        ...(at && { at }),
      }),
  }
}

const command = (stage: Stage, body: object) =>
  functions.call('run-command', { path: { contest: stage.contest }, token: stage.organiser, body })

describe('before the round is opened', () => {
  it('refuses a ballot as not open', async () => {
    const { cast } = await setup()
    expect(await cast()).toMatchObject({ status: 409, body: { code: 'not-open', status: 409 } })
  })
})

describe('while the round is open', () => {
  it('answers a receipt, and the same one for the same request and the same choice', async () => {
    const { stage, cast } = await setup()
    await command(stage, { type: 'openRound', round: 'final' })
    const first = await cast()
    expect(first).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
      cookies: [],
      body: {
        receipt: expect.stringMatching(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/),
        castAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        revision: 1,
      },
    })
    expect((await cast()).body).toEqual(first.body)
    expect((await cast({ requestId: 'r2' })).body).toEqual(first.body)
  })

  it('replaces another choice where the round allows revision, and knows a late copy of the first request', async () => {
    const { stage, cast } = await setup()
    await command(stage, { type: 'openRound', round: 'final' })
    const first = await cast()
    const second = await cast({ requestId: 'r2', choice: 'west' })
    expect(second.body).toEqual({ ...first.body, castAt: second.body.castAt, revision: 2 })
    expect((await cast()).body).toEqual(first.body)
    const own = await functions.call('read-ballot', {
      path: { contest: stage.contest, round: 'final' },
      token: stage.voters['zhang'] ?? '',
    })
    expect(own.body).toEqual({ ...second.body, ballot: { electorate: 'village', choices: ['west'] } })
  })

  it('refuses another choice as already voted where it does not', async () => {
    const { stage, cast } = await setup({ revisable: false })
    await command(stage, { type: 'openRound', round: 'final' })
    await cast()
    expect(await cast({ requestId: 'r2', choice: 'west' })).toMatchObject({
      status: 409,
      body: { code: 'already-voted' },
    })
  })

  it('refuses a replacement of a revision that is not the stored one', async () => {
    const { stage, cast } = await setup()
    await command(stage, { type: 'openRound', round: 'final' })
    await cast()
    expect(await cast({ requestId: 'r2', choice: 'west', replaces: 2 })).toMatchObject({
      status: 409,
      body: { code: 'stale-revision' },
    })
    expect(await cast({ requestId: 'r3', choice: 'west', replaces: 1 })).toMatchObject({
      status: 200,
      body: { revision: 2 },
    })
  })
})

describe('around the close', () => {
  it('goes by the arrival at the gateway, to the millisecond', async () => {
    const { stage, cast } = await setup()
    await command(stage, { type: 'openRound', round: 'final' })
    const { body } = await command(stage, { type: 'closeRound', round: 'final', inSeconds: 3 })
    const closesAt = Date.parse(body.events[0].closesAt)
    await sleep(closesAt - Date.now() - 200)
    expect(await cast({ at: closesAt })).toMatchObject({ status: 409, body: { code: 'closed' } })
    expect(await cast({ at: closesAt + 1, voter: 'wang' })).toMatchObject({ body: { code: 'closed' } })
    expect(await cast({ at: closesAt - 1 })).toMatchObject({ status: 200 })
  })

  it('confirms after the close what was received before it', async () => {
    const { stage, cast } = await setup()
    await command(stage, { type: 'openRound', round: 'final', seconds: 1 })
    const first = await cast()
    const late = Date.now() + 5_000
    expect(await cast({ at: late })).toMatchObject({ status: 200, body: first.body })
    expect(await cast({ at: late, requestId: 'r2', choice: 'west' })).toMatchObject({
      body: { code: 'closed' },
    })
  })
})
