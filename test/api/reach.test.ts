import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actionsOn, answered, done, refused } from '#test/support/actions.ts'
import { contestWith } from '#test/support/contest.ts'
import {
  type Answer,
  type Call,
  type Functions,
  type Stage,
  stageContest,
  startFunctions,
} from '#test/support/functions.ts'

let functions: Functions
let stage: Stage

beforeAll(async () => {
  functions = await startFunctions()
  stage = await stageContest(functions, contestWith(), { zhang: 'village' })
})
afterAll(() => functions.stop())

const path = { contest: 'harvest' }
/** Behind the CDN a whole hall has one network address. */
const from = (network: string, agent: string): Record<string, string> => ({
  'x-forwarded-for': `${network}, 130.0.0.1`,
  'user-agent': agent,
})
const laptop = from('10.0.0.1', 'Chrome on a laptop')
const phone = from('10.0.0.1', 'WeChat on a phone')
const noon = Date.parse('2026-11-27T12:00:00.000Z')
const minutes = 60_000

const begin = async (over: Partial<Call> = {}) => {
  const call = { path, token: stage.organiser, headers: laptop, at: noon, ...over }
  const answer = done(await functions.call('start-reach-check', call))
  const [cookie = ''] = answer.cookies
  return { check: new URL(answer.body.link).hash.slice(1), cookie: cookie.split(';')[0] ?? '', answer }
}
const open = (check: string, over: Partial<Call> = {}): Promise<Answer> =>
  functions.call('confirm-reach', { path, body: { check }, headers: phone, at: noon + 1, ...over })
const reached = async () =>
  done(await functions.call('read-console', { path, token: stage.observer })).body.reached

describe('the test of the printed address', () => {
  it('leads to that address, with a check that lasts a quarter of an hour', async () => {
    const { check, answer } = await begin()
    expect(answer.body).toEqual({
      link: `http://leitai.test/reach?contest=harvest#${check}`,
      until: new Date(noon + 15 * minutes).toISOString(),
    })
    expect(check).toMatch(/^[\w-]{22}$/)
    expect(answer.cookies).toEqual([expect.stringMatching(/^leitai-console=[\w-]{32};.*HttpOnly.*Lax/)])
  })

  it('is believed from another device, again and again, and the console then knows', async () => {
    const { check } = await begin()
    expect(await reached()).toBeUndefined()
    const found = { address: 'http://leitai.test', at: new Date(noon + 1).toISOString() }
    expect(await open(check)).toEqual(answered(found))
    expect(await open(check, { at: noon + 2 })).toMatchObject({ status: 200 })
    expect(await reached()).toEqual({ ...found, at: new Date(noon + 2).toISOString() })
  })

  it('is not believed from the browser of the console, whatever network it is in', async () => {
    const { check, cookie } = await begin()
    const same = refused('not-allowed', { reason: 'same-device', detail: expect.any(String) })
    expect(await open(check, { headers: from('10.9.9.9', 'WeChat'), cookies: [cookie] })).toEqual(same)
    expect(await open(check, { headers: laptop })).toEqual(same)
    // A cookie that many browsers might have tells nothing.
    expect(await open(check, { cookies: ['leitai-console='] })).toMatchObject({ status: 200 })
  })

  it('knows the browser of a console again', async () => {
    const { cookie } = await begin()
    const again = await begin({ cookies: [cookie] })
    expect(again.cookie).toBe(cookie)
  })

  it('ends with its time, and when another begins', async () => {
    const first = await begin()
    expect(await open(first.check, { at: noon + 15 * minutes })).toEqual(refused('not-found'))
    await begin()
    expect(await open(first.check)).toEqual(refused('not-found'))
    expect(await open('made-up')).toEqual(refused('not-found'))
    expect(await open(first.check, { path: { contest: 'nowhere' } })).toEqual(refused('not-found'))
  })

  it('keeps what was reached while the next one runs', async () => {
    const before = await reached()
    await begin()
    expect(before).toMatchObject({ address: 'http://leitai.test' })
    expect(await reached()).toEqual(before)
  })

  it('stands in no log and moves no version, and nobody asks for it once a vote was opened', async () => {
    const { version } = done(await functions.call('read-live', { path })).body
    const { check } = await begin()
    await open(check)
    expect(done(await functions.call('read-live', { path })).body.version).toBe(version)
    done(await actionsOn(functions, stage).command({ type: 'openRound', round: 'final' }))
    expect(await reached()).toBeUndefined()
  })

  it('is not for a contest that does not exist', async () => {
    const call = { path: { contest: 'nowhere' }, token: stage.owner }
    expect(await functions.call('start-reach-check', call)).toEqual(refused('not-found'))
  })
})
