import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { evolve } from '#core/contest/evolve.ts'
import { chainEvents } from '#core/contest/log.ts'
import { emptyState } from '#core/contest/state.ts'
import { startTestEngine, type TestEngine } from '#test/support/engine.ts'
import { startStoreProxy, type StoreProxy } from '#test/support/store-proxy.ts'

let engine: TestEngine
let proxy: StoreProxy

beforeAll(async () => {
  engine = await startTestEngine()
  proxy = await startStoreProxy(engine.endpoint)
  process.env['AWS_ENDPOINT_URL_DYNAMODB'] = proxy.endpoint
})
afterAll(async () => {
  await proxy.stop()
  await engine.stop()
})

/** The next write is done, but its answer is lost, so that the client sends it once more. */
let lost: string[]
beforeEach(() => {
  lost = []
  proxy.fault = (operation) => {
    const first = lost.length === 0
    lost.push(operation)
    return first ? { forget: { status: 500, type: 'InternalServerError' } } : undefined
  }
})

describe('when the answer to a write is lost and the client repeats it', () => {
  it('events are appended once, and that is what the caller hears', async () => {
    const { appendEvents, readLog } = await import('#store/contests.ts')
    const contest = `harvest-${randomUUID()}`
    const events = chainEvents(emptyState, [{ type: 'contestantStaged', contestant: 'east' }], {
      at: '2022-06-10T09:00:00.000Z',
      actor: 'chen',
    })
    expect(await appendEvents(contest, 0, events.reduce(evolve, emptyState), events)).toBe(true)
    expect(lost).toEqual(['TransactWriteItems', 'TransactWriteItems'])
    expect(await readLog(contest)).toEqual(events)
  })

  it('a ballot is answered with itself, by its own request', async () => {
    const { putBallot } = await import('#store/ballots.ts')
    const attempt = { contest: `harvest-${randomUUID()}`, round: 'final', attempt: 1, buckets: 1 }
    const ballot = {
      voter: 'zhang',
      ballot: { kind: 'choose' as const, electorate: 'village', choices: ['east'] },
      receipt: '7K2M-X9QD-4F6H',
      revision: 1,
      casts: [{ id: 'r1', at: '2022-06-10T09:00:00.000Z' }],
    }
    expect(await putBallot(attempt, ballot, { epoch: 1, signal: new AbortController().signal })).toEqual(
      ballot,
    )
    expect(lost).toEqual(['PutItem', 'PutItem'])
  })

  it('marks are counted once, and the fence stands where they end', async () => {
    const { applyMarks, fenceOf, readTally } = await import('#store/tallies.ts')
    const bucket = { contest: `harvest-${randomUUID()}`, round: 'final', attempt: 1, bucket: 0 }
    const move = { from: undefined, to: fenceOf('7') }
    const answer = await applyMarks(bucket, new Map([['village|east||1', 1]]), move)
    expect(answer).toEqual({ applied: false, standsAt: fenceOf('7') })
    expect(lost).toEqual(['UpdateItem', 'UpdateItem'])
    expect(await readTally(bucket.contest, 'final', 1)).toEqual(new Map([['village|east||1', 1]]))
  })

  it('the owner is created, and that is what the caller hears', async () => {
    const { createOwner, findByCode } = await import('#store/people.ts')
    const code = randomUUID()
    expect(await createOwner(code)).toBe(true)
    expect(await findByCode(code)).toMatchObject({ role: 'owner' })
  })
})
