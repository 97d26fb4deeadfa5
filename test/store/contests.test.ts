import { randomUUID } from 'node:crypto'
import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NewEvent } from '#core/contest/acts.ts'
import { evolve } from '#core/contest/evolve.ts'
import { chainEvents } from '#core/contest/log.ts'
import { emptyState, type ContestState } from '#core/contest/state.ts'
import { contestWith } from '#test/support/contest.ts'
import { startTestEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let store: typeof import('#store/contests.ts')

beforeAll(async () => {
  engine = await startTestEngine()
  store = await import('#store/contests.ts')
})
afterAll(() => engine.stop())

const newContest = () => contestWith({ id: `harvest-${randomUUID()}` })
const defined: NewEvent = { type: 'contestDefined', document: 'f'.repeat(64) }
const staged = (contestant: string | null): NewEvent => ({ type: 'contestantStaged', contestant })

/** The events of a log that new ones become after a state, and the state they lead to. */
function following(before: ContestState, ...added: NewEvent[]) {
  const events = chainEvents(before, added, { at: '2022-06-10T09:00:00.000Z', actor: 'chen' })
  return { events, after: events.reduce(evolve, before) }
}

async function createContest() {
  const contest = newContest()
  const { events, after } = following(emptyState, defined)
  expect(await store.appendEvents(contest.id, 0, after, events, [store.documentWrite(contest)])).toBe(true)
  return { contest, state: after, events }
}

describe('a contest that does not exist', () => {
  it('has no state, an empty log and no document', async () => {
    const { id } = newContest()
    expect(await store.readState(id)).toBeUndefined()
    expect(await store.readLog(id)).toEqual([])
    await expect(store.readDocument(id)).rejects.toThrow('no document')
  })
})

describe('events', () => {
  it('are appended with the state they lead to and what belongs to them', async () => {
    const { contest, state, events } = await createContest()
    const next = following(state, staged('east'), staged(null))
    expect(await store.appendEvents(contest.id, 1, next.after, next.events)).toBe(true)
    expect(await store.readState(contest.id)).toEqual(next.after)
    expect(await store.readLog(contest.id)).toEqual([...events, ...next.events])
    expect(await store.readDocument(contest.id)).toEqual(contest)
  })

  it('that create a contest that is there already are refused', async () => {
    const { contest, state, events } = await createContest()
    const again = following(emptyState, defined)
    expect(await store.appendEvents(contest.id, 0, again.after, again.events)).toBe(false)
    expect(await store.readState(contest.id)).toEqual(state)
    expect(await store.readLog(contest.id)).toEqual(events)
  })

  it('that follow an older version are refused, and nothing of them is written', async () => {
    const { contest, state } = await createContest()
    const first = following(state, staged('east'))
    const late = following(state, staged('west'), staged(null))
    expect(await store.appendEvents(contest.id, 1, first.after, first.events)).toBe(true)
    const renamed = store.documentWrite({ ...contest, title: '秋收' })
    expect(await store.appendEvents(contest.id, 1, late.after, late.events, [renamed])).toBe(false)
    expect(await store.readState(contest.id)).toEqual(first.after)
    expect(await store.readLog(contest.id)).toHaveLength(2)
    expect(await store.readDocument(contest.id)).toEqual(contest)
  })

  it('are refused as a whole when something that belongs to them is', async () => {
    const { contest, state, events } = await createContest()
    const { events: one, after } = following(state, staged('east'))
    const refused = {
      Update: {
        TableName: 'Contests',
        Key: { contest: contest.id, item: 'result' },
        UpdateExpression: 'SET seen = :yes',
        ConditionExpression: 'attribute_exists(contest)',
        ExpressionAttributeValues: { ':yes': true },
      },
    }
    expect(await store.appendEvents(contest.id, 1, after, one, [refused])).toBe(false)
    expect(await store.readState(contest.id)).toEqual(state)
    expect(await store.readLog(contest.id)).toEqual(events)
  })

  it('of a request that is malformed throw instead of being taken for a lost race', async () => {
    const { contest, state } = await createContest()
    const { events, after } = following(state, staged('east'))
    const malformed = { Put: { TableName: 'Contests', Item: { contest: contest.id } } }
    await expect(store.appendEvents(contest.id, 1, after, events, [malformed])).rejects.toThrow()
    expect(await store.readState(contest.id)).toEqual(state)
  })
})

describe('when several append at the same time', () => {
  it('one wins, and the log is only what it wrote', async () => {
    const { contest, state } = await createContest()
    const attempts = Array.from({ length: 10 }, (_, index) => following(state, staged(`v${index}`)))
    const won = await Promise.all(
      attempts.map(({ after, events }) => store.appendEvents(contest.id, 1, after, events)),
    )
    expect(won.filter(Boolean)).toHaveLength(1)
    const winner = attempts[won.indexOf(true)]
    expect(await store.readState(contest.id)).toEqual(winner?.after)
    expect((await store.readLog(contest.id)).slice(1)).toEqual(winner?.events)
  })

  it('all get their turn when they try again on the newer state', async () => {
    const { contest } = await createContest()
    const append = async (event: NewEvent): Promise<void> => {
      for (;;) {
        const before = (await store.readState(contest.id)) ?? emptyState
        const { events, after } = following(before, event)
        if (await store.appendEvents(contest.id, before.version, after, events)) return
      }
    }
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => append(staged(id))))
    const log = await store.readLog(contest.id)
    expect(log.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6])
    expect(log.reduce(evolve, emptyState)).toEqual(await store.readState(contest.id))
  })
})

describe('a long log', () => {
  it('is read whole and in order, over as many pages as it takes', async () => {
    const { contest, state } = await createContest()
    const reason = '长'.repeat(5_000)
    let before = state
    for (let batch = 0; batch < 10; batch++) {
      const added = Array.from({ length: 10 }, (): NewEvent[] => [
        {
          type: 'roundOpened',
          round: 'final',
          attempt: 1,
          opensAt: '',
          closesAt: null,
          buckets: 1,
          contestants: [],
        },
        { type: 'roundVoided', round: 'final', attempt: 1, reason },
      ])
      const { events, after } = following(before, ...added.flat())
      expect(await store.appendEvents(contest.id, before.version, after, events)).toBe(true)
      before = after
    }
    const log = await store.readLog(contest.id)
    expect(log.map(({ n }) => n)).toEqual(Array.from({ length: 201 }, (_, index) => index + 1))
    expect(log.reduce(evolve, emptyState)).toEqual(before)
  })
})

describe('an evening of a hundred rounds', () => {
  it('has a head that every vote can afford to look at', async () => {
    const rounds = Array.from({ length: 100 }, (_, index) => `round-${index}`)
    const contestants = (round: string) =>
      Array.from({ length: 14 }, (_, index) => `${round}-village-${index}`)
    const { contest, state } = await createContest()
    const [first, ...others] = rounds.map((round) => courseOf(round, contestants(round)))
    const short = following(state, ...(first ?? []))
    const long = following(short.after, ...others.flat())
    const sizeAfter = async (before: ContestState, after: ContestState): Promise<number> => {
      expect(await store.appendEvents(contest.id, before.version, after, [])).toBe(true)
      expect(await store.readState(contest.id)).toEqual(after)
      const { db, nameOf } = await import('#store/client.ts')
      const Key = { contest: contest.id, item: 'head' }
      const { Item } = await db.send(new GetCommand({ TableName: nameOf('Contests'), Key }))
      return Buffer.from(Item?.['state']).byteLength
    }
    // The first read unit has 4 kB.
    expect(await sizeAfter(state, short.after)).toBeLessThan(2_000)
    expect(await sizeAfter(short.after, long.after)).toBeLessThan(12_000)
  })

  /** From the opening to the last place of the reveal. */
  const courseOf = (round: string, contestants: string[]): NewEvent[] => {
    const attempt = { round, attempt: 1 }
    const ballots = { village: { cast: 431, eligible: 500 } }
    const closesAt = '2022-06-10T09:00:00.000Z'
    return [
      {
        type: 'roundOpened',
        ...attempt,
        opensAt: '2022-06-10T08:59:00.000Z',
        closesAt,
        buckets: 1,
        contestants,
      },
      { type: 'sealRequested', ...attempt },
      { type: 'roundSealed', ...attempt, version: 1, digest: 'd'.repeat(64), ballots, quorumMissed: [] },
      { type: 'resultPublished', round, version: 1 },
      { type: 'commentsReleased', round, contestants },
      { type: 'placesRevealed', round, places: contestants.length },
    ]
  }
})
