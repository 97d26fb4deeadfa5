import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { actionsOn, answered, code, done, refused } from '#test/support/actions.ts'
import { pass } from '#test/support/clock.ts'
import { contestWith } from '#test/support/contest.ts'
import {
  stageContest,
  startFunctions,
  tokenFor,
  type Functions,
  type Stage,
} from '#test/support/functions.ts'

let functions: Functions
let stage: Stage

beforeAll(async () => {
  functions = await startFunctions()
  stage = await stageContest(functions, contestWith(), { zhang: 'village', wang: 'village', li: 'village' })
  done(await actionsOn(functions, stage).command({ type: 'openRound', round: 'final' }))
})
afterAll(() => functions.stop())

const reissue = (voter: string, token = stage.organiser) =>
  functions.call('reissue-code', { path: { contest: 'harvest', voter }, token })
const ballot = { electorate: 'village', choices: ['east'] }
const uniform401 = refused('unauthorized')

describe('for somebody on the roster', () => {
  it('answers a code once; the old one leads nowhere, and its sessions end', async () => {
    const answer = await reissue('zhang')
    expect(answer).toEqual(answered({ id: 'zhang', code, link: expect.any(String) }))
    expect(answer.body.link).toBe(`http://leitai.test/watch?contest=harvest#${answer.body.code}`)
    expect(answer.body.code).not.toBe(stage.codes['zhang'])

    const old = await functions.call('open-session', { body: { code: stage.codes['zhang'] } })
    expect(old).toEqual(uniform401)
    const { cast } = actionsOn(functions, stage)
    expect(await cast('zhang', ballot)).toEqual(uniform401)
    const token = await tokenFor(functions, answer.body.code)
    expect((await cast('zhang', ballot, { token })).status).toBe(200)
  })

  it('leaves the ballot that was cast before as it is: one person, one ballot', async () => {
    const { cast } = actionsOn(functions, stage)
    const first = done(await cast('wang', ballot))
    const token = await tokenFor(functions, (await reissue('wang')).body.code)
    expect(await cast('wang', ballot, { token })).toEqual(first)
  })

  it('leaves one code in force when two organisers do it at the same time', async () => {
    const answers = await Promise.all([reissue('li'), reissue('li')])
    const opened = await Promise.all(
      answers.map(({ body }) => functions.call('open-session', { body: { code: body.code } })),
    )
    expect(opened.map(({ status }) => status).sort()).toEqual([200, 401])
  })
})

describe('for staff', () => {
  it('works in the same way', async () => {
    const path = { contest: 'harvest' }
    const body = { role: 'organiser', name: '陈' }
    const added = done(await functions.call('add-staff', { path, token: stage.owner, body })).body
    const old = await tokenFor(functions, added.code)
    const fresh = done(await reissue(added.id)).body
    expect(await functions.call('read-console', { path, token: old })).toEqual(uniform401)
    const token = await tokenFor(functions, fresh.code)
    expect((await functions.call('read-console', { path, token })).status).toBe(200)
  })
})

describe('in another warm function, which knows the contest from before', () => {
  it('ends the old session within a second', async () => {
    const path = { contest: 'harvest' }
    const body = { role: 'observer', name: '李' }
    const added = done(await functions.call('add-staff', { path, token: stage.owner, body })).body
    const token = await tokenFor(functions, added.code)
    // Called here for the first time, so it is loaded now, with a memory of its own.
    vi.resetModules()
    const ask = () => functions.call('read-log', { path, token })
    expect((await ask()).status).toBe(200)
    done(await reissue(added.id))
    pass(1_000)
    expect(await ask()).toEqual(uniform401)
  })
})

describe('for nobody', () => {
  it.each(['nobody', 'owner', '..', 'zhang/', '张'])('finds no ‘%s’', async (voter) => {
    expect(await reissue(voter, stage.owner)).toEqual(refused('not-found'))
  })
})
