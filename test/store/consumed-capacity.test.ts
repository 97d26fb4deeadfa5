import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { actionsOn, done, invokeStream } from '#test/support/actions.ts'
import { type CapacityMeter, startCapacityMeter } from '#test/support/capacity-meter.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import {
  type Answer,
  type Call,
  type Functions,
  type Stage,
  stageContest,
  startFunctions,
} from '#test/support/functions.ts'
import type { Json } from '#test/support/json.ts'
import { ballotRecord, eventRecord } from '#test/support/stream-records.ts'

/**
 * What people do in capacity units, as the engine tells them (it rounds each item and each query as DynamoDB does). The clock
 * stands still but where a test moves it: a head is a second old when the test says so.
 */

let functions: Functions
let meter: CapacityMeter
let stage: Stage

const voters = Array.from({ length: 100 }, (_, index) => `voter-${String(index).padStart(3, '0')}`)
const rounds = [
  roundWith({ id: 'open' }),
  roundWith({ id: 'closed' }),
  roundWith({ id: 'secret', secret: true }),
]
const contest = contestWith({ rounds })

beforeAll(async () => {
  functions = await startFunctions()
  meter = await startCapacityMeter(process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '')
  // Read by the functions when they are first called, below.
  process.env['AWS_ENDPOINT_URL_DYNAMODB'] = meter.endpoint
  stage = await stageContest(functions, contest, Object.fromEntries(voters.map((id) => [id, 'village'])))
  await command({ type: 'openRound', round: 'closed', seconds: 3 })
  await sleep(3_000)
  for (const round of ['open', 'secret']) await command({ type: 'openRound', round })
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterAll(async () => {
  vi.useRealTimers()
  await meter.stop()
  await functions.stop()
})

const command = async (body: object): Promise<Json[]> =>
  done(await actionsOn(functions, stage).command(body)).body.events

type CastOver = Partial<Call> & { body?: object; round?: string }

const cast = (voter: string, { round = 'open', body, ...over }: CastOver = {}): Promise<Answer> =>
  functions.call('cast-ballot', {
    path: { contest: contest.id, round },
    token: stage.voters[voter] ?? '',
    body: { ballot: choosing('east'), requestId: randomUUID(), ...body },
    ...over,
  })
const choosing = (choice: string) => ({ electorate: 'village', choices: [choice] })
const accepted = async (...given: Parameters<typeof cast>) => done(await cast(...given))
const read = async (name: string, call: Call = {}) =>
  done(await functions.call(name, { path: { contest: contest.id, round: 'open' }, ...call }))
const aSecondLater = () => vi.advanceTimersByTime(1_000)

describe('a vote that is accepted', () => {
  it('is one write, and a cold function reads the head, the document and the key of receipts', async () => {
    const consumed = await meter.consumedBy(() => accepted('voter-000'))
    expect(consumed).toEqual({ Contests: { read: 2 }, Keys: { read: 1 }, Ballots: { write: 1 } })
  })

  it('is one write and nothing else in a warm function', async () => {
    const consumed = await meter.consumedBy(() => accepted('voter-001'))
    expect(consumed).toEqual({ Ballots: { write: 1 } })
  })

  it('shares a read of the head with all votes of its second', async () => {
    aSecondLater()
    const consumed = await meter.consumedBy(() => Promise.all(voters.slice(2, 12).map((id) => accepted(id))))
    expect(consumed).toEqual({ Contests: { read: 1 }, Ballots: { write: 10 } })
  })

  it('is one write in a secret round; a cold function reads the key', async () => {
    const first = await meter.consumedBy(() => accepted('voter-000', { round: 'secret' }))
    expect(first).toEqual({ Keys: { read: 1 }, Ballots: { write: 1 } })
    const second = await meter.consumedBy(() => accepted('voter-001', { round: 'secret' }))
    expect(second).toEqual({ Ballots: { write: 1 } })
  })
})

describe('a vote of somebody who has voted', () => {
  it('is one refused write when it is repeated', async () => {
    const body = { requestId: 'once' }
    await accepted('voter-012', { body })
    const consumed = await meter.consumedBy(() => accepted('voter-012', { body }))
    expect(consumed).toEqual({ Ballots: { refused: 1 } })
  })

  it('is one refused write and one write when it is changed', async () => {
    const consumed = await meter.consumedBy(() =>
      accepted('voter-012', { body: { ballot: choosing('west') } }),
    )
    expect(consumed).toEqual({ Ballots: { refused: 1, write: 1 } })
  })

  it('is one read and one write when it names what it replaces', async () => {
    const body = { ballot: choosing('east'), replaces: 2 }
    const consumed = await meter.consumedBy(() => accepted('voter-012', { body }))
    expect(consumed).toEqual({ Ballots: { read: 1, write: 1 } })
  })
})

describe('a vote that cannot be accepted', () => {
  const forged: Record<string, CastOver & { answer: number }> = {
    'with a token that nobody signed': { token: 'eyJhbGciOiJFZERTQSJ9.e30.AAAA', answer: 401 },
    'without a token': { token: '', answer: 401 },
    'with a field that it may not have': { body: { weight: 1_000 }, answer: 400 },
    'for another electorate': { body: { ballot: { electorate: 'town', choices: ['east'] } }, answer: 403 },
    'for somebody who does not stand': { body: { ballot: choosing('north') }, answer: 400 },
  }

  it.each(Object.entries(forged))('%s, costs nothing', async (_, { answer, ...over }) => {
    const consumed = await meter.consumedBy(async () => {
      expect((await cast('voter-020', over)).status).toBe(answer)
    })
    expect(consumed).toEqual({})
  })

  it('for a round that is not there, reads the head as it is now', async () => {
    const consumed = await meter.consumedBy(async () => {
      expect((await cast('voter-020', { round: 'nowhere' })).status).toBe(404)
    })
    expect(consumed).toEqual({ Contests: { read: 1 } })
  })

  it('after the close, reads the head as it is now and whether a ballot lies there', async () => {
    const consumed = await meter.consumedBy(async () => {
      expect((await cast('voter-020', { round: 'closed' })).body).toMatchObject({ code: 'closed' })
    })
    expect(consumed).toEqual({ Contests: { read: 1 }, Ballots: { read: 1 } })
  })
})

describe('a warm function', () => {
  it('reads the live document with the head and half a unit for each round that has no result', async () => {
    const consumed = await meter.consumedBy(() => read('read-live'))
    expect(consumed).toEqual({ Contests: { read: 1 }, Tallies: { read: 0.5 * rounds.length } })
  })

  it('reads an own ballot, and the head before and after it', async () => {
    const consumed = await meter.consumedBy(() =>
      read('read-ballot', { token: stage.voters['voter-000'] ?? '' }),
    )
    expect(consumed).toEqual({ Contests: { read: 2 }, Ballots: { read: 1 } })
  })

  it('counts the ballots of a bucket in one write, however many a batch has', async () => {
    const records = voters.map((voter, index) =>
      ballotRecord(`${contest.id}/open/1#0`, String(index + 1), {
        voter,
        ballot: choosing('east'),
        receipt: 'AAAA-BBBB-CCCC',
        revision: 1,
        casts: [{ id: 'once' }],
      }),
    )
    await invokeStream('tally-ballots', records.slice(0, 1))
    const consumed = await meter.consumedBy(() => invokeStream('tally-ballots', records.slice(1)))
    expect(consumed).toEqual({ Tallies: { write: 1 } })
  })

  it('opens a session with two reads', async () => {
    const code = stage.codes['voter-000'] ?? ''
    const consumed = await meter.consumedBy(async () =>
      done(await functions.call('open-session', { body: { code } })),
    )
    expect(consumed).toEqual({ Voters: { read: 2 } })
  })
})

describe('a seal of a hundred ballots', () => {
  let asked: Json

  beforeAll(async () => {
    for (const voter of voters) await accepted(voter)
    await command({ type: 'closeRound', round: 'open', inSeconds: 3 })
    // Past the close, and past the time that a vote may still be on its way.
    vi.advanceTimersByTime(60_000)
  })

  it('is asked for with one transaction: event and head, each twice what a plain write is', async () => {
    const consumed = await meter.consumedBy(async () => {
      ;[asked] = await command({ type: 'sealRound', round: 'open' })
    })
    expect(consumed).toEqual({ Contests: { read: 3, write: 4 } })
  })

  it('reads each ballot once, more than twelve in a unit, and writes book, comments, result, event and head', async () => {
    const consumed = await meter.consumedBy(() =>
      invokeStream('seal-round', [eventRecord(contest.id, asked)]),
    )
    expect(consumed).toEqual({
      Contests: { read: 7, write: 9 },
      Ballots: { read: 8 },
      // The counters, to be compared with the recount.
      Tallies: { read: 0.5 },
    })
  })
})
