import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answered, code, faults, refused } from '#test/support/actions.ts'
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
  stage = await stageContest(functions, contestWith(), {})
})
afterAll(() => functions.stop())

const add = (body: unknown, contest = 'harvest') =>
  functions.call('add-staff', { path: { contest }, token: stage.owner, body })
const as = (token: string, name: string, body?: unknown) =>
  functions.call(name, { path: { contest: 'harvest' }, token, ...(body !== undefined && { body }) })

describe('an organiser', () => {
  it('gets a code for the console and may command', async () => {
    const answer = await add({ role: 'organiser', name: '陈主任' })
    expect(answer).toEqual(
      answered({ id: expect.stringMatching(/^organiser-[0-9a-f]{8}$/), code, link: expect.any(String) }),
    )
    expect(answer.body.link).toBe(`http://leitai.test/console?contest=harvest#${answer.body.code}`)
    const token = await tokenFor(functions, answer.body.code)
    const staged = await as(token, 'run-command', { type: 'stageContestant', contestant: 'east' })
    expect(staged.body.events[0].actor).toBe(answer.body.id)
  })
})

describe('an observer', () => {
  it('sees what an organiser sees, and changes nothing', async () => {
    const { body } = await add({ role: 'observer', name: '监督员' })
    const token = await tokenFor(functions, body.code)
    expect((await as(token, 'read-console')).status).toBe(200)
    expect((await as(token, 'read-log')).body.events.at(-1)).toMatchObject({
      type: 'staffAdded',
      id: body.id,
      role: 'observer',
    })
    expect(await as(token, 'run-command', { type: 'stageContestant', contestant: null })).toEqual(
      refused('forbidden'),
    )
    expect(await as(token, 'add-staff', { role: 'organiser', name: '自己' })).toEqual(refused('forbidden'))
  })
})

describe('a clerk', () => {
  it('gets a code for a page of their own, and sees what everybody sees', async () => {
    const { body } = await add({ role: 'clerk', name: '钱干事' })
    expect(body.link).toBe(`http://leitai.test/clerk?contest=harvest#${body.code}`)
    const token = await tokenFor(functions, body.code)
    for (const name of ['read-console', 'read-roster'])
      expect([name, await as(token, name)]).toEqual([name, refused('forbidden')])
    expect(await as(token, 'read-log')).toEqual(refused('not-found'))
    expect((await as(token, 'read-live')).status).toBe(200)
  })
})

describe('anybody else', () => {
  it('is refused with the path', async () => {
    expect(await add({ role: 'owner', name: '陈' })).toEqual(refused('bad-request', faults('$.role')))
    expect(await add({ role: 'judge', name: '陈' })).toEqual(refused('bad-request', faults('$.role')))
    expect(await add({ role: 'observer', name: '' })).toEqual(refused('bad-request', faults('$.name')))
    expect(await add({ role: 'observer', name: '陈', epoch: 2 })).toEqual(
      refused('bad-request', faults('$.epoch')),
    )
    expect(await add({ role: 'observer', name: '陈' }, 'nowhere')).toEqual(refused('not-found'))
  })
})
