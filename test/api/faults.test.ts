import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actionsOn, done, faults, refused } from '#test/support/actions.ts'
import { contestWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions, type Stage } from '#test/support/functions.ts'
import { startStoreProxy, type StoreProxy } from '#test/support/store-proxy.ts'

let functions: Functions
let store: StoreProxy
let stage: Stage

beforeAll(async () => {
  functions = await startFunctions()
  store = await startStoreProxy(process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '')
  // Read by the functions when they are first called, below. The faults are wanted here and need not be told.
  Object.assign(process.env, { AWS_ENDPOINT_URL_DYNAMODB: store.endpoint, POWERTOOLS_LOG_LEVEL: 'SILENT' })
  stage = await stageContest(functions, contestWith(), { zhang: 'village' })
  done(await actionsOn(functions, stage).command({ type: 'openRound', round: 'final' }))
})
beforeEach(() => {
  store.fault = () => undefined
})
afterAll(async () => {
  await store.stop()
  await functions.stop()
})

const live = () => functions.call('read-live', { path: { contest: 'harvest' } })
const busy = refused('unavailable', {}, { 'retry-after': '1' })

describe('when something happens that nobody foresaw', () => {
  it('answers a bare 500 with a trace, and nothing of what happened', async () => {
    const { db } = await import('#store/client.ts')
    await db.send(
      new PutCommand({
        TableName: 'Contests',
        Item: { contest: 'damaged', item: 'head', state: 'secret words' },
      }),
    )
    expect(await functions.call('read-live', { path: { contest: 'damaged' } })).toEqual({
      status: 500,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
      cookies: [],
      body: {
        type: 'about:blank',
        title: 'Internal Server Error',
        status: 500,
        code: 'internal',
        trace: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    })
  })
})

describe('when the store is overloaded', () => {
  it('answers unavailable, to be tried again in a second', async () => {
    store.fault = () => ({ refuse: { status: 400, type: 'ProvisionedThroughputExceededException' } })
    expect(await live()).toEqual(busy)
  })

  it('answers a transaction that was throttled in the same way, and one that lost a race by trying again', async () => {
    const cancelled = (Code: string) => ({
      status: 400,
      type: 'TransactionCanceledException',
      body: { CancellationReasons: [{ Code }, { Code: 'None' }] },
    })
    const stageEast = () =>
      actionsOn(functions, stage).command({ type: 'stageContestant', contestant: 'east' })
    store.fault = (operation) =>
      operation === 'TransactWriteItems' ? { refuse: cancelled('ThrottlingError') } : undefined
    expect(await stageEast()).toEqual(busy)

    let races = 3
    store.fault = (operation) =>
      operation === 'TransactWriteItems' && races-- > 0
        ? { refuse: cancelled('TransactionConflict') }
        : undefined
    expect(await stageEast()).toMatchObject({ status: 200, body: { events: [{ type: 'contestantStaged' }] } })
  })
})

describe('when the store does not answer', () => {
  it('gives up before Lambda does, and answers unavailable', async () => {
    store.fault = () => 'hang'
    const call = { path: { contest: 'harvest' }, timeLeft: 500 }
    expect(await functions.call('read-live', call)).toEqual(busy)
  })
})

describe('when the answer of the store is lost', () => {
  it('gives the receipt of the ballot that is in the box', async () => {
    let lost = 2
    store.fault = (operation) =>
      operation === 'PutItem' && lost-- > 0
        ? { forget: { status: 500, type: 'InternalServerError' } }
        : undefined
    const { cast } = actionsOn(functions, stage)
    const first = await cast('zhang', { electorate: 'village', choices: ['east'] })
    expect(first).toMatchObject({ status: 200, body: { revision: 1 } })
    const own = await functions.call('read-ballot', {
      path: { contest: 'harvest', round: 'final' },
      token: stage.voters['zhang'] ?? '',
    })
    expect(own.body).toEqual({ ...first.body, ballot: { electorate: 'village', choices: ['east'] } })
  })
})

describe('with an address longer than any id', () => {
  const long = 'x'.repeat(3_000)
  const path = (over: object) => ({ path: { contest: 'harvest', round: 'final', voter: 'zhang', ...over } })

  it('finds nothing there, whoever asks', async () => {
    const owner = { token: stage.owner }
    expect(await functions.call('read-live', path({ contest: long }))).toEqual(refused('not-found'))
    expect(await functions.call('read-contest', path({ contest: long }))).toEqual(refused('not-found'))
    expect(await functions.call('read-result', path({ round: long }))).toEqual(refused('not-found'))
    expect(await functions.call('read-log', { ...path({ contest: long }), ...owner })).toEqual(
      refused('not-found'),
    )
    expect(await functions.call('reissue-code', { ...path({ voter: long }), ...owner })).toEqual(
      refused('not-found'),
    )
    expect(await functions.call('read-console', path({ contest: long }))).toEqual(refused('unauthorized'))
  })
})

describe('with a body that is no JSON, or says more than it may', () => {
  it('names what is wrong', async () => {
    const cast = (body: unknown) =>
      functions.call('cast-ballot', {
        path: { contest: 'harvest', round: 'final' },
        token: stage.voters['zhang'] ?? '',
        body,
      })
    expect(await cast('')).toEqual(refused('bad-request', faults('$')))
    expect(await cast('not JSON')).toEqual(refused('bad-request', faults('$')))
    expect(await cast('null')).toEqual(refused('bad-request', faults('$')))
  })
})

describe('when the store is gone', () => {
  it('answers unavailable, to be tried again in a second', async () => {
    await functions
      .call('read-contest', { path: { contest: 'harvest' } })
      .then(({ body }) => expect(body.id).toBe('harvest'))
    await store.stop()
    expect(await live()).toEqual(busy)
    store = await startStoreProxy('http://127.0.0.1:1')
  })
})
