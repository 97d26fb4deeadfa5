import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Contest, Round } from '#contract/contest.ts'
import { canonicalJson } from '#core/canonical.ts'
import { actionsOn, answered, done, refused } from '#test/support/actions.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import {
  stageContest,
  startFunctions,
  type Answer,
  type Functions,
  type Stage,
} from '#test/support/functions.ts'
import type { Json } from '#test/support/json.ts'

/** Two contests whose rounds are sealed at the same time: in `named` the document lets the judges be named. */

let functions: Functions
let unnamed: Stage
let named: Stage

const panels: Round['panels'] = [{ electorate: 'jury', ballot: { kind: 'choose', max: 1 } }]
const base: Partial<Contest> = {
  electorates: [
    { id: 'jury', name: '评委', role: 'judge' },
    { id: 'village', name: '村', role: 'voter' },
  ],
  rounds: [roundWith({ panels }), roundWith({ id: 'secret', panels, secret: true })],
}
const ofLin = {
  east: { strength: '水很清', shortfall: ' ', suggestion: '多种树', note: '村长迟到' },
  west: { strength: '路很平' },
}
const ofGao = { east: { shortfall: '<b>路太窄</b>' } }

beforeAll(async () => {
  functions = await startFunctions()
  const people = { lin: 'jury', gao: 'jury', zhang: 'village' }
  unnamed = await stageContest(functions, contestWith({ ...base, id: 'unnamed' }), people)
  named = await stageContest(functions, contestWith({ ...base, id: 'named', namedComments: true }), people)
  const voters = [{ id: 'lin', electorate: 'jury', name: '林评委' }]
  const path = { contest: 'named' }
  done(await functions.call('add-voters', { path, token: named.organiser, body: { voters } }))
  await Promise.all([seal(unnamed, 'final'), seal(named, 'final'), seal(named, 'secret')])
})
afterAll(() => functions.stop())

const seal = (stage: Stage, round: string) => {
  const { cast, runAndSeal } = actionsOn(functions, stage, round)
  const ballot = { electorate: 'jury', choices: ['east'] }
  return runAndSeal(async () => {
    done(await cast('lin', ballot, { cast: { comments: ofLin } }))
    done(await cast('gao', ballot, { cast: { comments: ofGao } }))
  })
}
async function read(stage: Stage, over: { token?: string; round?: string } = {}): Promise<Answer> {
  const { body, ...answer } = await functions.call('read-comments', {
    path: { contest: stage.contest, round: over.round ?? 'final' },
    ...(over.token !== undefined && { token: over.token }),
  })
  return { ...answer, body: body.comments ? { ...body, comments: ordered(body.comments) } : body }
}
const run = async (stage: Stage, body: object) =>
  done(await actionsOn(functions, stage).command({ round: 'final', ...body }))

/** Comments on one contestant stand in no order that means anything. */
const anyOrder = (...comments: Json[]): Json[] =>
  comments.toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1))
const ordered = (comments: Json): Json =>
  Object.fromEntries(Object.entries(comments).map(([id, list]) => [id, anyOrder(...(list as Json[]))]))

describe('when sealed', () => {
  it('shows staff all words with their names, notes too', async () => {
    const all = {
      east: anyOrder(
        { judge: 'lin', strength: '水很清', suggestion: '多种树', note: '村长迟到' },
        { judge: 'gao', shortfall: '<b>路太窄</b>' },
      ),
      west: [{ judge: 'lin', strength: '路很平' }],
    }
    const expected = answered({ contest: 'unnamed', round: 'final', comments: all })
    expect(await read(unnamed, { token: unnamed.organiser })).toEqual(expected)
    expect(await read(unnamed, { token: unnamed.observer })).toEqual(expected)
  })

  it('shows even staff no name in a secret round', async () => {
    const { body } = await read(named, { token: named.owner, round: 'secret' })
    expect(body.comments).toEqual({
      east: anyOrder(
        { strength: '水很清', suggestion: '多种树', note: '村长迟到' },
        { shortfall: '<b>路太窄</b>' },
      ),
      west: [{ strength: '路很平' }],
    })
  })

  it('shows nobody else anything', async () => {
    for (const token of [undefined, unnamed.voters['zhang'], unnamed.voters['lin'], named.organiser])
      expect(await read(unnamed, token === undefined ? {} : { token })).toEqual(refused('not-found'))
  })
})

describe('when published and not released', () => {
  it('still shows nobody else anything', async () => {
    await run(unnamed, { type: 'publishResult' })
    expect(await read(unnamed)).toEqual(refused('not-found'))
  })
})

describe('when released', () => {
  it('shows everybody the contestants that were, without names and notes', async () => {
    await run(unnamed, { type: 'releaseComments', contestants: ['west'] })
    const west = [{ strength: '路很平' }]
    const kept = { 'cache-control': 'public, max-age=5' }
    expect(await read(unnamed)).toEqual(
      answered({ contest: 'unnamed', round: 'final', comments: { west } }, kept),
    )
    await run(unnamed, { type: 'releaseComments' })
    const east = anyOrder({ strength: '水很清', suggestion: '多种树' }, { shortfall: '<b>路太窄</b>' })
    const whole = { contest: 'unnamed', round: 'final', comments: { east, west } }
    expect(await read(unnamed, { token: unnamed.voters['zhang'] ?? '' })).toEqual(answered(whole))
    expect(await read(unnamed, { token: named.organiser })).toEqual(answered(whole, kept))
    expect(JSON.stringify((await read(unnamed)).body)).not.toMatch(/lin|gao|村长迟到/)
  })

  it('names the judges where the contest says so', async () => {
    await run(named, { type: 'publishResult' })
    await run(named, { type: 'releaseComments' })
    expect((await read(named)).body.comments).toEqual({
      east: anyOrder(
        { judge: '林评委', strength: '水很清', suggestion: '多种树' },
        { judge: 'gao', shortfall: '<b>路太窄</b>' },
      ),
      west: [{ judge: '林评委', strength: '路很平' }],
    })
  })

  it('shows nothing before the result is public', async () => {
    await run(named, { type: 'releaseComments', round: 'secret' })
    expect(await read(named, { round: 'secret' })).toEqual(refused('not-found'))
  })
})
