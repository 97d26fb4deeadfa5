import { createHash } from 'node:crypto'
import { gunzipSync, inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BookLine } from '#contract/ballot.ts'
import type { Round } from '#contract/contest.ts'
import type { Result } from '#contract/live.ts'
import { countBook } from '#core/count.ts'
import { findRound } from '#core/round.ts'
import { actionsOn, code, done, refused } from '#test/support/actions.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions, type Stage } from '#test/support/functions.ts'

/** One contest with three rounds that are sealed at the same time: a named one, a secret one and one with a long book. */

let functions: Functions
let stage: Stage

const villagers = ['zhang', 'wang', 'li']
const crowd = Array.from({ length: 2_000 }, (_, index) => `village-${index}-${'x'.repeat(48)}`)
const choose = (max: number): Round['panels'] => [{ electorate: 'village', ballot: { kind: 'choose', max } }]
const contest = contestWith({
  contestants: crowd.map((id) => ({ id, name: id.slice(0, 12) })),
  rounds: [
    roundWith({ id: 'named', panels: choose(1) }),
    roundWith({ id: 'secret', panels: choose(1), secret: true }),
    roundWith({ id: 'long', panels: choose(2_000) }),
    roundWith({ id: 'empty' }),
  ],
})
const [first = '', second = ''] = crowd
const choices: Record<string, string[][]> = {
  named: [[first], [second], [first]],
  secret: [[first], [second], [first]],
  long: [crowd, crowd, crowd],
  empty: [],
}

beforeAll(async () => {
  functions = await startFunctions()
  stage = await stageContest(functions, contest, Object.fromEntries(villagers.map((id) => [id, 'village'])))
  const rounds = Object.entries(choices).map(([round, ballots]) => {
    const { cast, runAndSeal } = actionsOn(functions, stage, round)
    return runAndSeal(async () => {
      for (const [index, chosen] of ballots.entries())
        done(await cast(villagers[index] ?? '', { electorate: 'village', choices: chosen }))
    })
  })
  await Promise.all(rounds)
})
afterAll(() => functions.stop())

const read = (round: string, over: { token?: string; encoding?: string } = {}) =>
  functions.call('read-book', {
    path: { contest: 'harvest', round },
    ...(over.token !== undefined && { token: over.token }),
    ...(over.encoding !== undefined && { headers: { 'accept-encoding': over.encoding } }),
  })
const bookOf = async (round: string): Promise<string> => (await read(round, { token: stage.organiser })).body
const linesOf = async (round: string): Promise<BookLine[]> =>
  (await bookOf(round))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as BookLine)
const resultOf = async (round: string): Promise<Result> =>
  (
    await functions.call('read-result', {
      path: { contest: 'harvest', round },
      token: stage.organiser,
    })
  ).body
const hashOf = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

const plain = { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store' }

describe('when sealed and not published', () => {
  it('is there for staff and for nobody else', async () => {
    expect(await read('named', { token: stage.observer })).toEqual({
      status: 200,
      headers: plain,
      cookies: [],
      body: await bookOf('named'),
    })
    expect(await read('named')).toEqual(refused('not-found'))
    expect(await read('named', { token: stage.voters['zhang'] ?? '' })).toEqual(refused('not-found'))
  })

  it('lists every ballot under its receipt, in order, with the voter where the round is named', async () => {
    const lines = await linesOf('named')
    const ids = lines.map(({ id }) => id)
    expect(ids).toEqual(ids.toSorted())
    const byVoter = lines.toSorted((a, b) => ((a.voter ?? '') < (b.voter ?? '') ? -1 : 1))
    expect(byVoter).toEqual([
      { id: code, voter: 'li', ballot: { electorate: 'village', choices: [first] } },
      { id: code, voter: 'wang', ballot: { electorate: 'village', choices: [second] } },
      { id: code, voter: 'zhang', ballot: { electorate: 'village', choices: [first] } },
    ])
    const own = await functions.call('read-ballot', {
      path: { contest: 'harvest', round: 'named' },
      token: stage.voters['wang'] ?? '',
    })
    expect(byVoter[1]?.id).toBe(own.body.receipt)
  })

  it('names nobody where it is secret', async () => {
    expect(await linesOf('secret')).toEqual(
      Array.from({ length: 3 }, () => ({
        id: code,
        ballot: { electorate: 'village', choices: [expect.any(String)] },
      })),
    )
    expect(await bookOf('secret')).not.toMatch(/zhang|wang|"li"|voter/)
  })

  it.each(Object.keys(choices))('‘%s’ has the bytes that the result vouches for', async (round) => {
    const { book } = await resultOf(round)
    const text = await bookOf(round)
    expect({ sha256: hashOf(text), lines: text.split('\n').length - 1 }).toEqual(book)
  })

  it.each(['named', 'secret', 'long'])(
    '‘%s’ counted anew gives the standings of the result',
    async (name) => {
      const { ballots, standings } = await resultOf(name)
      const round = findRound(contest, name)
      if (!round) throw new Error(`no round ${name}`)
      expect(countBook(contest, round, await linesOf(name), { village: 3 })).toEqual({ ballots, standings })
    },
  )
})

describe('when published', () => {
  beforeAll(async () => {
    const { command } = actionsOn(functions, stage)
    for (const round of ['named', 'long']) done(await command({ type: 'publishResult', round }))
  })

  it('is everybody’s, and the same', async () => {
    const text = await bookOf('named')
    expect(await read('named')).toEqual({ status: 200, headers: plain, cookies: [], body: text })
  })

  it('goes compressed to those who take that, and is the same once unpacked', async () => {
    const answer = await read('named', { encoding: 'gzip, deflate, br' })
    expect(answer).toEqual({
      status: 200,
      headers: { ...plain, 'content-encoding': 'gzip' },
      cookies: [],
      body: expect.any(Buffer),
    })
    expect(gunzipSync(answer.body).toString()).toBe(await bookOf('named'))
  })

  it('is one compressed piece however long it is, since browsers stop reading after the first', async () => {
    const { body } = await read('long', { encoding: 'gzip' })
    const headerBytes = 10
    const firstPiece = inflateRawSync((body as Buffer).subarray(headerBytes))
    expect(hashOf(firstPiece)).toBe((await resultOf('long')).book.sha256)
  })

  it('knows no other round', async () => {
    expect(await read('heat')).toEqual(refused('not-found'))
    expect(await read('secret')).toEqual(refused('not-found'))
  })
})
