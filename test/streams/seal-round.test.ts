import { setTimeout as sleep } from 'node:timers/promises'
import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BookLine } from '#contract/ballot.ts'
import type { Round } from '#contract/contest.ts'
import { digestOf } from '#core/canonical.ts'
import { countBook } from '#core/count.ts'
import { actionsOn, done, invokeStream, refused } from '#test/support/actions.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions, type Stage } from '#test/support/functions.ts'
import type { Json } from '#test/support/json.ts'
import { eventRecord } from '#test/support/stream-records.ts'

/** One contest whose rounds close at the same time, so that all of them wait for one drain. */

let functions: Functions
let stage: Stage
/** The requests for the seals as the log has them, by round. */
const requests: Record<string, Json> = {}
const receipts: Record<string, string> = {}
let castInTheLastInstant: Json

const people = ['zhang', 'wang', 'li']
const secret: Partial<Round> = { secret: true }
const rounds = [
  roundWith({ id: 'named' }),
  roundWith({ id: 'secret', ...secret }),
  roundWith({ id: 'voided', ...secret }),
  roundWith({ id: 'again' }),
]
const contest = contestWith({ rounds })
const seconds = 3

beforeAll(async () => {
  functions = await startFunctions()
  stage = await stageContest(functions, contest, Object.fromEntries(people.map((id) => [id, 'village'])))
  // `named` is opened last, for the vote in its last instant.
  const ids = rounds.map(({ id }) => id).reverse()
  const ends: Record<string, number> = {}
  for (const round of ids) {
    const opened = done(await on(round).command({ type: 'openRound', round, seconds })).body.events[0]
    ends[round] = Date.parse(opened.closesAt)
    for (const [voter, choice] of [
      ['zhang', 'east'],
      ['wang', 'west'],
    ] as const)
      receipts[`${round} ${voter}`] = done(await on(round).cast(voter, choose(choice))).body.receipt
    // Revised: the count is of what lies in the box, not of what came by.
    done(await on(round).cast('wang', choose('east')))
  }
  await sleep((ends['named'] ?? 0) - Date.now())
  for (const round of ids)
    requests[round] = done(await on(round).command({ type: 'sealRound', round })).body.events[0]
  await Promise.all([
    invokeStream('seal-round', [recordOf('named')]),
    invokeStream('seal-round', [recordOf('secret')]),
    // Asked for twice, and both delivered at the same time.
    invokeStream('seal-round', [recordOf('again')]),
    invokeStream('seal-round', [recordOf('again')]),
    invokeStream('seal-round', [recordOf('voided')]),
    whileTheyWait(ends['named'] ?? 0),
  ])
})
afterAll(() => functions.stop())

/** A vote that arrived just before the close and comes into the box after it, and a void. */
async function whileTheyWait(namedEndsAt: number): Promise<void> {
  castInTheLastInstant = await on('named').cast('li', choose('east'), { at: namedEndsAt - 1 })
  done(await on('voided').command({ type: 'voidRound', round: 'voided', reason: '停电' }))
}

const on = (round: string) => actionsOn(functions, stage, round)
const choose = (choice: string) => ({ electorate: 'village', choices: [choice] })
const recordOf = (round: string) => eventRecord('harvest', requests[round])
const read = (name: string, round: string) =>
  functions.call(name, { path: { contest: 'harvest', round }, token: stage.organiser })
const log = async (): Promise<Json[]> => (await read('read-log', '')).body.events
const bookOf = async (round: string): Promise<BookLine[]> =>
  String((await read('read-book', round)).body)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as BookLine)

async function keyOf(name: string): Promise<unknown> {
  const { db } = await import('#store/client.ts')
  const { Item } = await db.send(new GetCommand({ TableName: 'Keys', Key: { attempt: `harvest/${name}` } }))
  return Item
}

/** The times are real: the drain of five seconds has passed when these run. */
describe('a round that was asked to be sealed', () => {
  it('has a result that is a recount of its book, with the head of the log it was asked in', async () => {
    const { body: result } = done(await read('read-result', 'named'))
    const round = rounds[0] ?? roundWith()
    const { ballots, standings } = countBook(contest, round, await bookOf('named'), { village: 3 })
    const { digest, ...rest } = result
    expect(rest).toMatchObject({
      contest: 'harvest',
      round: 'named',
      attempt: 1,
      version: 1,
      ballots,
      standings,
    })
    expect(ballots).toEqual({ village: { cast: 3, eligible: 3 } })
    expect(digest).toBe(digestOf(rest))
    const events = await log()
    const sealed = events.find(({ type, round: id }) => type === 'roundSealed' && id === 'named')
    expect(sealed).toMatchObject({
      actor: 'seal-round',
      attempt: 1,
      version: 1,
      digest,
      ballots,
      quorumMissed: [],
    })
    expect(events[sealed.n - 2]).toMatchObject({ n: result.log.events, hash: result.log.sha256 })
  })

  it('says when its ballots came in, by the time of their last revision', async () => {
    const { arrivals } = (await read('read-result', 'named')).body
    const opened = (await log()).find(({ type, round }) => type === 'roundOpened' && round === 'named')
    expect(arrivals).toMatchObject({ from: opened.opensAt, seconds: 1 })
    expect(Object.keys(arrivals.counts)).toEqual(['village'])
    expect(arrivals.counts.village.reduce((sum: number, count: number) => sum + count, 0)).toBe(3)
    expect(arrivals.counts.village.at(-1)).toBeGreaterThan(0)
  })

  it('is sealed after the drain', async () => {
    const { sealedAt } = (await read('read-result', 'named')).body
    const { closesAt } = (await log()).find(({ type }) => type === 'roundOpened') ?? {}
    expect(Date.parse(sealedAt) - Date.parse(closesAt)).toBeGreaterThanOrEqual(5_000)
  })

  it('counts the vote that arrived just before the close and came after the request', async () => {
    expect(castInTheLastInstant).toMatchObject({ status: 200, body: { revision: 1 } })
    const line = (await bookOf('named')).find(({ voter }) => voter === 'li')
    expect(line).toEqual({ id: castInTheLastInstant.body.receipt, voter: 'li', ballot: choose('east') })
  })

  it('lists everybody’s receipt with the last revision', async () => {
    expect(await bookOf('named')).toContainEqual({
      id: receipts['named wang'],
      voter: 'wang',
      ballot: choose('east'),
    })
  })
})

describe('delivered again, or asked for twice', () => {
  it('changes nothing', async () => {
    const [before, result] = [await log(), await read('read-result', 'named')]
    await invokeStream('seal-round', [recordOf('named')])
    await invokeStream('seal-round', [recordOf('secret')])
    expect(await log()).toEqual(before)
    expect(await read('read-result', 'named')).toEqual(result)
  })

  it('sealed once what was delivered twice at the same time', async () => {
    const seals = (await log()).filter(({ type, round }) => type === 'roundSealed' && round === 'again')
    expect(seals).toHaveLength(1)
    expect((await read('read-result', 'again')).body.digest).toBe(seals[0]?.digest)
    expect((await bookOf('again')).map(({ voter }) => voter).toSorted()).toEqual(['wang', 'zhang'])
  })
})

describe('a secret round', () => {
  it('loses its key with the seal, and its book names nobody', async () => {
    expect(await keyOf('secret/1')).toBeUndefined()
    const lines = await bookOf('secret')
    expect(lines.map(({ id }) => id).toSorted()).toEqual(
      [receipts['secret zhang'], receipts['secret wang']].toSorted(),
    )
    for (const line of lines) expect(Object.keys(line).toSorted()).toEqual(['ballot', 'id'])
  })

  it('says nothing of when its ballots came in', async () => {
    expect((await read('read-result', 'secret')).body).not.toHaveProperty('arrivals')
  })

  it('says which panels’ figures would tell everyone’s ballot; a named round has nothing to say', async () => {
    const sealOf = async (id: string) =>
      (await log()).find(({ type, round }) => type === 'roundSealed' && round === id)
    expect(await sealOf('secret')).toMatchObject({ disclosing: ['village'] })
    expect(await sealOf('named')).not.toHaveProperty('disclosing')
  })

  it('leaves nothing in the tables that ties a ballot to a person', async () => {
    const { db } = await import('#store/client.ts')
    const { Items = [] } = await db.send(new ScanCommand({ TableName: 'Ballots' }))
    const box = Items.filter(({ bucket }) => String(bucket).startsWith('harvest/secret/'))
    expect(box).toHaveLength(2)
    expect(JSON.stringify(box)).not.toMatch(/zhang|wang|request|T\d\d:\d\d/)
  })
})

describe('a round that was voided while it waited', () => {
  it('is not sealed; its key goes with the void', async () => {
    expect(await read('read-result', 'voided')).toEqual(refused('not-found'))
    const events = await log()
    expect(events.filter(({ type, round }) => type === 'roundSealed' && round === 'voided')).toEqual([])
    const voided = events.find(({ type }) => type === 'roundVoided')
    await invokeStream('seal-round', [eventRecord('harvest', voided)])
    expect(await keyOf('voided/1')).toBeUndefined()
  })

  it('keeps the key of the attempt that comes next', async () => {
    done(await on('voided').command({ type: 'openRound', round: 'voided' }))
    expect(await keyOf('voided/2')).toBeDefined()
    await invokeStream('seal-round', [recordOf('voided')])
    expect(await keyOf('voided/2')).toBeDefined()
    expect(await on('voided').cast('zhang', choose('east'))).toMatchObject({ status: 200 })
  })
})

describe('with a record that is no event', () => {
  it('fails, so that it is tried again and kept', async () => {
    const record = recordOf('named')
    const { event: _, ...image } = record.dynamodb?.NewImage ?? {}
    const damaged = { ...record, dynamodb: { ...record.dynamodb, NewImage: image } }
    await expect(invokeStream('seal-round', [damaged])).rejects.toThrow('not the image of an event')
  })
})
