import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Contest } from '#contract/contest.ts'
import { answered, code, done, faults, refused } from '#test/support/actions.ts'
import { pass } from '#test/support/clock.ts'
import { contestWith } from '#test/support/contest.ts'
import { stageContest, startFunctions, type Functions } from '#test/support/functions.ts'

let functions: Functions
let contests = 0

beforeAll(async () => {
  functions = await startFunctions()
})
afterAll(() => functions.stop())

const electorates: Contest['electorates'] = [
  { id: 'village', name: '村', role: 'voter' },
  { id: 'town', name: '镇', role: 'voter', oneDevice: true },
  { id: 'viewers', name: '观众', role: 'voter', admission: 'open' },
]
const setup = () =>
  stageContest(functions, contestWith({ id: `harvest-${++contests}`, electorates }), {
    zhang: 'village',
  })
const openWith = (typed: string, over: { cookies?: string[]; at?: number } = {}) =>
  functions.call('open-session', { body: { code: typed }, ...over })

const uniform401 = refused('unauthorized', { title: 'A valid session or code is needed' })

describe('with a code', () => {
  it('answers a session of twelve hours for the person who holds it', async () => {
    const stage = await setup()
    const at = Date.now()
    expect(await openWith(stage.codes['zhang'] ?? '', { at })).toEqual(
      answered({
        token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
        role: 'voter',
        contest: stage.contest,
        electorate: 'village',
        voter: 'zhang',
        expiresAt: new Date(at + 12 * 3_600_000).toISOString(),
      }),
    )
  })

  it('tells who holds it by name and unit, as the roster has them', async () => {
    const { contest, owner } = await setup()
    const { body } = done(
      await functions.call('add-voters', {
        path: { contest },
        token: owner,
        body: { voters: [{ id: 'wang', electorate: 'village', name: '王秀兰', unit: '东村' }] },
      }),
    )
    expect((await openWith(body.voters[0].code)).body).toMatchObject({
      voter: 'wang',
      name: '王秀兰',
      unit: '东村',
    })
  })

  it('answers staff a session without a vote, and the owner one for every contest', async () => {
    const stage = await setup()
    const added = done(
      await functions.call('add-staff', {
        path: { contest: stage.contest },
        token: stage.owner,
        body: { role: 'observer', name: '李' },
      }),
    )
    expect((await openWith(added.body.code)).body).toEqual({
      token: expect.any(String),
      role: 'observer',
      contest: stage.contest,
      name: '李',
      expiresAt: expect.any(String),
    })
    expect((await openWith('TEST-WNER-2345')).body).toMatchObject({ role: 'owner', contest: '*' })
  })

  const ways: [string, (code: string) => string][] = [
    ['in small letters', (typed) => typed.toLowerCase()],
    ['without dashes', (typed) => typed.replaceAll('-', '')],
    ['with blanks around and between', (typed) => ` ${typed.replaceAll('-', '  ')}\n`],
    ['with long dashes', (typed) => typed.replaceAll('-', '—')],
    [
      'in full-width letters, as a Chinese keyboard may give them',
      (typed) => typed.replace(/\w/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
    ],
  ]
  it.each(ways)('takes it %s', async (_, typed) => {
    const { codes } = await setup()
    expect(await openWith(typed(codes['zhang'] ?? ''))).toMatchObject({
      status: 200,
      body: { voter: 'zhang' },
    })
  })

  it('keeps working however often it is used', async () => {
    const { codes } = await setup()
    for (let use = 0; use < 3; use++) expect((await openWith(codes['zhang'] ?? '')).status).toBe(200)
  })

  it.each(['AAAA-AAAA-AAAA', 'x', '--', '投票', 'TEST-WNER-23456'])(
    'answers %s, which nobody holds, like every bad session',
    async (typed) => {
      expect(await openWith(typed)).toEqual(uniform401)
    },
  )
})

describe('with open admission', () => {
  it('gives everybody a seat of their own', async () => {
    const { contest } = await setup()
    const seat = () => functions.call('open-session', { body: { contest, electorate: 'viewers' } })
    const [first, second] = [await seat(), await seat()]
    expect(first).toEqual(
      answered({
        token: expect.any(String),
        role: 'voter',
        contest,
        electorate: 'viewers',
        voter: expect.stringMatching(/^open-[0-9a-f-]{36}$/),
        expiresAt: expect.any(String),
      }),
    )
    expect(second.body.voter).not.toBe(first.body.voter)
  })

  it('refuses a seat where a code is needed, and knows no electorate or contest that is not there', async () => {
    const { contest } = await setup()
    const seat = (body: object) => functions.call('open-session', { body })
    expect(await seat({ contest, electorate: 'village' })).toEqual(
      refused('forbidden', { detail: 'This electorate needs a personal code' }),
    )
    expect(await seat({ contest, electorate: 'nobody' })).toEqual(refused('not-found'))
    expect(await seat({ contest: 'no-such-contest', electorate: 'village' })).toEqual(refused('not-found'))
  })
})

describe('with a body that is none', () => {
  it('names the faults', async () => {
    const open = (body: unknown) => functions.call('open-session', { body })
    expect(await open('{')).toEqual(refused('bad-request', faults('$')))
    expect(await open({ code: 'x', role: 'owner' })).toEqual(refused('bad-request', faults('$.role')))
    expect(await open('{"code":"x","__proto__":{"role":"owner"}}')).toEqual(
      refused('bad-request', faults('$.__proto__')),
    )
  })
})

describe('where the first device keeps the code', () => {
  const bound = async () => {
    const stage = await setup()
    const path = { contest: stage.contest }
    const added = done(
      await functions.call('add-voters', {
        path,
        token: stage.organiser,
        body: { voters: [{ id: 'chen', electorate: 'town' }] },
      }),
    )
    return { stage, path, typed: added.body.voters[0].code as string }
  }
  const inUse = refused('forbidden', {
    detail: 'This code is in use on another device; staff can issue a new one',
  })
  const cookieOf = (cookies: readonly string[]) => cookies.map((cookie) => cookie.split(';')[0] ?? '')

  it('gives the first device a cookie that scripts cannot read, and knows it again', async () => {
    const { typed } = await bound()
    const first = await openWith(typed)
    expect(first).toMatchObject({ status: 200, body: { voter: 'chen' } })
    expect(first.cookies).toEqual([
      expect.stringMatching(
        /^leitai-device=[\w-]{32}; Path=\/api\/sessions; HttpOnly; SameSite=Lax; Max-Age=31536000$/,
      ),
    ])
    expect(await openWith(typed, { cookies: cookieOf(first.cookies) })).toMatchObject({
      status: 200,
      cookies: [],
    })
  })

  it('refuses every other device', async () => {
    const { typed } = await bound()
    await openWith(typed)
    expect(await openWith(typed)).toEqual(inUse)
    expect(await openWith(typed, { cookies: ['leitai-device=guessed'] })).toEqual(inUse)
    expect(await openWith(typed, { cookies: ['leitai-device='] })).toEqual(inUse)
  })

  it.each(['', 'chosen-by-me', 'x'.repeat(33)])(
    'takes a cookie that it never gave for none: ‘%s’',
    async (value) => {
      const { typed } = await bound()
      const cookies = [`leitai-device=${value}`]
      const first = await openWith(typed, { cookies })
      expect(first.cookies).toEqual([expect.stringMatching(/^leitai-device=[\w-]{32};/)])
      expect(await openWith(typed, { cookies })).toEqual(inUse)
      expect((await openWith(typed, { cookies: cookieOf(first.cookies) })).status).toBe(200)
    },
  )

  it('lets one device in when several try at the same time', async () => {
    const { typed } = await bound()
    const answers = await Promise.all(Array.from({ length: 10 }, () => openWith(typed)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(403)])
  })

  it('is free again after a re-issue, which ends the session of the old device within a second', async () => {
    const { stage, path, typed } = await bound()
    const old = (await openWith(typed)).body.token as string
    const reissued = await functions.call('reissue-code', {
      path: { ...path, voter: 'chen' },
      token: stage.organiser,
    })
    expect(reissued.body).toMatchObject({ id: 'chen', code })
    expect(await openWith(typed)).toEqual(uniform401)

    pass(1_000)
    const ask = (token: string) => functions.call('read-ballot', { path: { ...path, round: 'final' }, token })
    expect(await ask(old)).toEqual(uniform401)
    const fresh = await openWith(reissued.body.code)
    expect(fresh).toMatchObject({ status: 200, cookies: [expect.stringMatching(/^leitai-device=/)] })
    expect((await ask(fresh.body.token)).status).not.toBe(401)
  })

  it('does not end the owner’s session when a voter of the same name gets a new code', async () => {
    const { stage, path } = await bound()
    const body = { voters: [{ id: 'owner', electorate: 'village' }] }
    done(await functions.call('add-voters', { path, token: stage.owner, body }))
    done(await functions.call('reissue-code', { path: { ...path, voter: 'owner' }, token: stage.owner }))
    pass(1_000)
    expect((await functions.call('read-console', { path, token: stage.owner })).status).toBe(200)
  })
})

describe('when somebody guesses codes', () => {
  const guess = (from: string, typed = '2222-3333-4444') =>
    functions.call('open-session', {
      body: { code: typed },
      headers: { 'x-forwarded-for': `10.9.9.9, ${from}, 64.252.0.1` },
    })

  it('tells the address after a thousand wrong ones to wait, and lets right ones in all the same', async () => {
    const stage = await setup()
    for (let tries = 0; tries < 1_000; tries += 100) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => guess('198.51.100.7')))
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]))
    }
    const refusals = await Promise.all(
      ['2222-3333-4444', 'x', `${stage.codes['zhang']}2`].map((typed) => guess('198.51.100.7', typed)),
    )
    for (const { status, headers, body } of refusals) {
      expect(status).toBe(429)
      expect(body).toEqual(refusals[0]?.body)
      expect(body.code).toBe('too-many')
      expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    }
    expect((await guess('198.51.100.7', stage.codes['zhang'])).status).toBe(200)
    expect((await guess('203.0.113.9')).status).toBe(401)
  })
})
