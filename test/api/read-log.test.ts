import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '#core/canonical.ts'
import { actionsOn, answered, done, refused } from '#test/support/actions.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions, type Stage } from '#test/support/functions.ts'
import type { Json } from '#test/support/json.ts'

let functions: Functions
let stage: Stage

beforeAll(async () => {
  functions = await startFunctions()
  stage = await stageContest(functions, contestWith(), { zhang: 'village', wang: 'village' })
})
afterAll(() => functions.stop())

const read = (over: { token?: string; contest?: string; after?: string } = {}) =>
  functions.call('read-log', {
    path: { contest: over.contest ?? 'harvest' },
    token: over.token ?? stage.organiser,
    ...(over.after !== undefined && { query: { after: over.after } }),
  })

describe('of a contest that has begun', () => {
  it('answers every event with its actor, for organisers and observers', async () => {
    const { command } = actionsOn(functions, stage)
    done(await command({ type: 'openRound', round: 'final' }))
    done(await command({ type: 'voidRound', round: 'final', reason: '<b>停电</b>' }))
    const path = { contest: 'harvest', voter: 'wang' }
    done(await functions.call('reissue-code', { path, token: stage.owner }))
    const answer = await read()
    expect(answer).toEqual(answered({ contest: 'harvest', events: expect.any(Array) }))
    const told = answer.body.events.map(({ n, type, actor }: Json) => [n, type, actor.split('-')[0]])
    expect(told).toEqual([
      [1, 'contestDefined', 'owner'],
      [2, 'votersAdded', 'owner'],
      [3, 'staffAdded', 'owner'],
      [4, 'staffAdded', 'owner'],
      [5, 'receiptKey', 'organiser'],
      [6, 'roundOpened', 'organiser'],
      [7, 'roundVoided', 'organiser'],
      [8, 'codeReissued', 'owner'],
    ])
    expect(await read({ token: stage.observer })).toEqual(answer)
    expect(await read({ token: stage.owner })).toEqual(answer)
  })

  it('is a chain: every hash covers its event and the one before', async () => {
    let prev = '0'.repeat(64)
    for (const { hash, ...event } of (await read()).body.events) {
      expect(event.prev).toBe(prev)
      expect(hash).toBe(createHash('sha256').update(canonicalJson(event)).digest('hex'))
      prev = hash
    }
  })

  it('is answered from an event on, for those who have it up to there', async () => {
    const { events } = (await read()).body
    for (const after of [0, 3, events.length, events.length + 1])
      expect((await read({ after: String(after) })).body.events).toEqual(events.slice(after))
    for (const after of ['-1', 'all', '1.5', ''])
      expect(await read({ after })).toEqual(
        refused('bad-request', {
          errors: [expect.objectContaining({ path: '$.after', code: 'not-a-count' })],
        }),
      )
  })

  it('only grows', async () => {
    const before = (await read()).body.events as Json[]
    done(await actionsOn(functions, stage).command({ type: 'stageContestant', contestant: 'east' }))
    const after = (await read()).body.events as Json[]
    expect(after.slice(0, before.length)).toEqual(before)
    expect(after).toHaveLength(before.length + 1)
  })

  it('holds no code, no link and no name', async () => {
    const text = JSON.stringify((await read()).body)
    for (const code of Object.values(stage.codes)) expect(text).not.toContain(code)
    expect(text).not.toMatch(/https?:/)
  })
})

describe('for the public', () => {
  const publicOf = (contest: string) => functions.call('read-log', { path: { contest } })

  it('is not there before a result is', async () => {
    expect(await publicOf('harvest')).toEqual(refused('not-found'))
  })

  it('is all there from the first publication on, but for what a count tells that is sealed and not public', async () => {
    const rounds = [roundWith(), roundWith({ id: 'heat' })]
    const open = await stageContest(functions, contestWith({ id: 'public-log', rounds }), {
      zhang: 'village',
    })
    const [final, heat] = [actionsOn(functions, open), actionsOn(functions, open, 'heat')]
    for (const { runAndSeal, cast } of [final, heat])
      await runAndSeal(async () => {
        done(await cast('zhang', { electorate: 'village', choices: ['east'] }))
      })
    done(await final.command({ type: 'publishResult', round: 'final' }))
    const all = async () =>
      (await functions.call('read-log', { path: { contest: 'public-log' }, token: open.organiser })).body
        .events as Json[]
    const told = (await publicOf('public-log')).body.events as Json[]
    const heatSealed = (await all()).findIndex(
      ({ type, round }) => type === 'roundSealed' && round === 'heat',
    )
    expect(told).toEqual((await all()).slice(0, heatSealed))

    done(await heat.command({ type: 'publishResult', round: 'heat' }))
    expect((await publicOf('public-log')).body.events).toEqual(await all())
  })
})

describe('of no contest', () => {
  it('is not found', async () => {
    expect(await read({ token: stage.owner, contest: 'nowhere' })).toEqual(refused('not-found'))
  })
})
