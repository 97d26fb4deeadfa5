import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BookLine } from '#contract/ballot.ts'
import type { Contest } from '#contract/contest.ts'
import { countBook } from '#core/count.ts'
import { contestWith, criterion } from '#test/core/factory.ts'
import { actionsOn, done, faults, invokeStream } from '#test/support/actions.ts'
import {
  stageContest,
  startFunctions,
  tokenFor,
  type Functions,
  type Stage,
} from '#test/support/functions.ts'
import type { Json } from '#test/support/json.ts'
import { eventRecord } from '#test/support/stream-records.ts'

/** One evening with judges who are recused, one who is a shadow, and villagers of whom one is excused. */

const contest: Contest = contestWith({
  id: 'recusal',
  electorates: [
    { id: 'jury', name: '评委', role: 'judge' },
    { id: 'village', name: '村', role: 'voter' },
  ],
  contestants: [
    { id: 'a', name: '东村', unit: '城关镇' },
    { id: 'b', name: '西村', unit: '河口镇' },
    { id: 'c', name: '南村', unit: '河口镇' },
  ],
  rounds: [
    {
      id: 'final',
      title: '决赛',
      panels: [
        {
          electorate: 'jury',
          weight: 60,
          ballot: { kind: 'score', criteria: [criterion('idea')], whole: true },
          recuse: { match: ['unit'] },
        },
        {
          electorate: 'village',
          weight: 40,
          ballot: { kind: 'choose', max: 2 },
          recuse: { match: ['name'] },
          quorum: { over: '1/2' },
        },
      ],
    },
  ],
})
const seconds = 3

let functions: Functions
let stage: Stage
let sealing: Json
const tokens = new Map<string, string>()
const ended: { book: BookLine[]; result: Json } = { book: [], result: undefined }

const people = [
  { id: 'lin', electorate: 'jury', unit: '城关镇', recuse: ['c'] },
  { id: 'chen', electorate: 'jury' },
  { id: 'guest', electorate: 'jury', shadow: true },
  { id: 'zhang', electorate: 'village', unit: '东村' },
  { id: 'wang', electorate: 'village' },
  { id: 'li', electorate: 'village', excused: true },
  { id: 'zhao', electorate: 'village' },
]

const all = (idea: number, ...ids: string[]) => ({
  electorate: 'jury',
  scores: Object.fromEntries(ids.map((id) => [id, { idea }])),
})
const choose = (...choices: string[]) => ({ electorate: 'village', choices })
const read = async (name: string) =>
  done(await functions.call(name, { path: { contest: 'recusal', round: 'final' }, token: stage.organiser }))
    .body

const cast = (voter: string, ballot: object, more: object = {}) =>
  functions.call('cast-ballot', {
    path: { contest: 'recusal', round: 'final' },
    token: tokens.get(voter) ?? '',
    body: { ballot, requestId: `${voter}-${Math.random()}`, ...more },
  })

const add = (voters: object[]) =>
  functions.call('add-voters', { path: { contest: 'recusal' }, token: stage.organiser, body: { voters } })

beforeAll(async () => {
  functions = await startFunctions()
  stage = await stageContest(functions, contest, {})
  const { voters } = done(await add(people)).body
  for (const { id, code } of voters) tokens.set(id, await tokenFor(functions, code))
})
afterAll(() => functions.stop())

describe('a roster', () => {
  it('says in the log who counts and who is excused, and in the session from whom somebody is recused', async () => {
    const { events } = await read('read-log')
    expect(events.at(-1)).toMatchObject({
      type: 'votersAdded',
      added: { jury: 2, village: 4 },
      excused: { village: 1 },
      shadow: { jury: 1 },
    })
    const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)
    expect((await read('read-roster')).voters).toEqual(people.toSorted(byId))
  })

  it('takes no shadow among voters, no unknown contestant, and nobody turns into a shadow', async () => {
    expect(
      (
        await add([
          { id: 'new', electorate: 'village', shadow: true },
          { id: 'lin', electorate: 'jury', recuse: ['z'] },
          { id: 'chen', electorate: 'jury', shadow: true },
        ])
      ).body,
    ).toMatchObject(faults('$.voters[0].shadow', '$.voters[1].recuse', '$.voters[2].shadow'))
  })

  it('counts who is excused no more, and who is excused now', async () => {
    done(
      await add([
        { id: 'li', electorate: 'village', excused: false },
        { id: 'zhao', electorate: 'village', excused: true },
      ]),
    )
    done(
      await add([
        { id: 'zhao', electorate: 'village', excused: false },
        { id: 'li', electorate: 'village', excused: true },
      ]),
    )
    done(await add([{ id: 'li', electorate: 'village', excused: false }]))
    expect((await read('read-log')).events.at(-1)).toMatchObject({ excused: { village: -1 }, updated: 1 })
    done(await add([{ id: 'li', electorate: 'village', excused: true }]))
  })
})

describe('a round with recusal', () => {
  it('refuses a mark and a comment for somebody from whom the voter is recused', async () => {
    const { command } = actionsOn(functions, stage)
    sealing = done(await command({ type: 'openRound', round: 'final', seconds })).body.events[0]
    expect(
      (await cast('lin', all(90, 'a', 'b'), { comments: { a: { strength: '好' } } })).body,
    ).toMatchObject(faults('$.ballot.scores.a', '$.comments.a'))
    expect((await cast('zhang', choose('a', 'b'))).body).toMatchObject(faults('$.ballot.choices[0]'))
    expect((await cast('chen', all(90, 'a', 'b'))).body).toMatchObject({
      errors: [{ path: '$.ballot.scores', code: 'not-whole', params: { count: 2, of: 3 } }],
    })
  })

  it('takes a ballot as whole that leaves out only those, and counts no shadow', async () => {
    done(await cast('lin', all(80, 'b')))
    done(await cast('chen', all(90, 'a', 'b', 'c')))
    done(await cast('guest', all(10, 'a', 'b', 'c'), { comments: { a: { strength: '影子' } } }))
    done(await cast('zhang', choose('b')))
    done(await cast('wang', choose('a', 'b')))
    const { details } = await read('read-console')
    expect(details.final.progress).toEqual([
      { voter: 'chen', electorate: 'jury', marked: 3, of: 3 },
      {
        voter: 'guest',
        electorate: 'jury',
        marked: 3,
        of: 3,
        shadow: true,
        given: { a: '10.00', b: '10.00', c: '10.00' },
      },
      { voter: 'lin', electorate: 'jury', unit: '城关镇', marked: 1, of: 1 },
    ])
    expect(details.final.missing.map(({ voter }: Json) => voter)).toEqual(['li', 'zhao'])
  })

  it('says in its book who was recused where and who is a shadow; the result counts accordingly', async () => {
    await sleep(Date.parse(sealing.closesAt) - Date.now())
    const { command } = actionsOn(functions, stage)
    const [asked] = done(await command({ type: 'sealRound', round: 'final' })).body.events
    await invokeStream('seal-round', [eventRecord('recusal', asked)])
    ended.book = String(await read('read-book'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as BookLine)
    ended.result = await read('read-result')
    const lines = new Map(ended.book.map(({ voter = '', recused, shadow }) => [voter, { recused, shadow }]))
    expect(Object.fromEntries(lines)).toEqual({
      lin: { recused: ['a', 'c'] },
      chen: {},
      guest: { shadow: true },
      zhang: { recused: ['a'] },
      wang: {},
    })
    expect(ended.result).toMatchObject({
      ballots: { jury: { cast: 2, eligible: 2 }, village: { cast: 2, eligible: 4 } },
      excused: { village: 1 },
      standings: [
        { contestant: 'b', total: '91.00', panels: { village: { points: '100.00' } } },
        // One of the two villagers may not vote for it, and one of the two judges may not score it.
        {
          contestant: 'a',
          total: '94.00',
          panels: { jury: { recused: 1 }, village: { votes: 1, recused: 1 } },
        },
        { contestant: 'c', total: '54.00' },
      ].sort((one, other) => Number(other.total) - Number(one.total)),
    })
    // Two of three who are expected: more than half; of four it would not be.
    expect(ended.result.quorumMissed).toBeUndefined()
    const { standings } = countBook(contest, contest.rounds[0] ?? expect.fail('there is one'), ended.book, {
      jury: 2,
      village: 4,
    })
    expect(ended.result.standings).toEqual(standings)
  })

  it('shows a shadow judge’s words to the staff alone', async () => {
    done(await actionsOn(functions, stage).command({ type: 'publishResult', round: 'final', confirm: true }))
    done(await actionsOn(functions, stage).command({ type: 'releaseComments', round: 'final' }))
    expect((await read('read-comments')).comments.a).toHaveLength(1)
    const path = { contest: 'recusal', round: 'final' }
    expect((await functions.call('read-comments', { path })).body.comments ?? {}).toEqual({})
  })
})
