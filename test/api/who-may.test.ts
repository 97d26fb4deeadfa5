import { importJWK, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Command } from '#core/contest/acts.ts'
import { routes } from '#functions/routes.ts'
import { actionsOn, done, refused } from '#test/support/actions.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import {
  stageContest,
  startFunctions,
  tokenFor,
  type Call,
  type Functions,
  type Stage,
} from '#test/support/functions.ts'

/** The written matrix of who may call what. In the contest `final` is open and holds a ballot of each, `heat` is sealed. */

const people = [
  'nobody',
  'voter',
  'judge',
  'clerk',
  'observer',
  'scrutineer',
  'organiser',
  'owner',
  'stranger',
] as const
type Person = (typeof people)[number]

/** Statuses in the order of `people`; a stranger is the organiser of another contest. */
const matrix: Record<string, number[]> = {
  'open-session': [200, 200, 200, 200, 200, 200, 200, 200, 200],
  'read-contest': [200, 200, 200, 200, 200, 200, 200, 200, 200],
  'read-in-force': [200, 200, 200, 200, 200, 200, 200, 200, 200],
  'replace-contest': [401, 403, 403, 403, 403, 403, 409, 409, 404],
  'read-live': [200, 200, 200, 200, 200, 200, 200, 200, 200],
  'cast-ballot': [401, 200, 200, 403, 403, 403, 403, 403, 404],
  'read-ballot': [401, 200, 200, 403, 403, 403, 403, 403, 404],
  'run-command': [401, 403, 403, 403, 403, 403, 200, 200, 404],
  'read-console': [401, 403, 403, 403, 200, 200, 200, 200, 404],
  'read-proposal': [401, 403, 403, 403, 200, 200, 200, 200, 404],
  'read-log': [404, 404, 404, 404, 200, 200, 200, 200, 404],
  'read-roster': [401, 403, 403, 403, 200, 200, 200, 200, 404],
  'add-voters': [401, 403, 403, 403, 403, 403, 200, 200, 404],
  'reissue-code': [401, 403, 403, 403, 403, 403, 200, 200, 404],
  'add-staff': [401, 403, 403, 403, 403, 403, 200, 200, 404],
  'start-reach-check': [401, 403, 403, 403, 403, 403, 200, 200, 404],
  // Whoever has not scanned the code of the console knows of no check.
  'confirm-reach': [404, 404, 404, 404, 404, 404, 404, 404, 404],
  'start-rehearsal': [401, 403, 403, 403, 403, 403, 200, 200, 404],
  'wipe-rehearsal': [401, 403, 403, 403, 403, 403, 200, 200, 404],
  'read-result': [404, 404, 404, 404, 200, 200, 200, 200, 404],
  'read-results': [404, 404, 404, 404, 200, 200, 200, 200, 404],
  'read-book': [404, 404, 404, 404, 200, 200, 200, 200, 404],
  'read-comments': [404, 404, 404, 404, 200, 200, 200, 200, 404],
  'read-preview': [200, 200, 200, 200, 200, 200, 200, 200, 200],
  'read-openapi': [200, 200, 200, 200, 200, 200, 200, 200, 200],
}

let functions: Functions
let stage: Stage
let tokens: Record<Person, string | undefined>

const choose = { kind: 'choose', max: 1 } as const
const contest = contestWith({
  id: 'harvest',
  electorates: [
    { id: 'village', name: '村', role: 'voter' },
    { id: 'jury', name: '评委', role: 'judge' },
  ],
  rounds: ['final', 'heat'].map((id) =>
    roundWith({
      id,
      speech: { parts: [{ name: '陈述', seconds: 480 }] },
      panels: [
        { electorate: 'village', ballot: choose },
        { electorate: 'jury', ballot: choose },
      ],
    }),
  ),
})

beforeAll(async () => {
  functions = await startFunctions()
  stage = await stageContest(functions, contest, { zhang: 'village', lin: 'jury', spare: 'village' })
  const staff = async (role: string) => {
    const added = done(
      await functions.call('add-staff', {
        path: { contest: 'harvest' },
        token: stage.organiser,
        body: { role, name: '钱' },
      }),
    )
    return tokenFor(functions, added.body.code)
  }
  const other = await stageContest(functions, { ...contest, id: 'elsewhere' }, {})
  tokens = {
    nobody: undefined,
    voter: stage.voters['zhang'],
    judge: stage.voters['lin'],
    clerk: await staff('clerk'),
    observer: stage.observer,
    scrutineer: await staff('scrutineer'),
    organiser: stage.organiser,
    owner: stage.owner,
    stranger: other.organiser,
  }
  await actionsOn(functions, stage, 'heat').runAndSeal(async () => {})
  const { command, cast } = actionsOn(functions, stage)
  const disqualify = { kind: 'disqualify', round: 'heat', contestant: 'east' }
  done(await command({ type: 'propose', action: disqualify, reason: '材料不实' }))
  done(await command({ type: 'openRound', round: 'final' }))
  done(await cast('zhang', { electorate: 'village', choices: ['east'] }))
  done(await cast('lin', { electorate: 'jury', choices: ['east'] }))
})
afterAll(() => functions.stop())

/** A request that is in order, whoever sends it. */
function requestFor(name: string, person: Person): Call {
  const electorate = person === 'judge' ? 'jury' : 'village'
  const bodies: Record<string, unknown> = {
    'open-session': { code: stage.codes['zhang'] },
    'replace-contest': contest,
    'cast-ballot': { ballot: { electorate, choices: ['east'] }, requestId: 'r1' },
    'run-command': { type: 'stageContestant', contestant: null },
    'add-voters': { voters: [{ id: 'zhang', electorate: 'village' }] },
    'add-staff': { role: 'observer', name: '王' },
    'confirm-reach': { check: 'made-up' },
  }
  const round = ['cast-ballot', 'read-ballot'].includes(name) ? 'final' : 'heat'
  return {
    path: { contest: 'harvest', round, voter: 'spare', proposal: '1' },
    ...(bodies[name] !== undefined && { body: bodies[name] }),
  }
}

const as = (token: string | undefined): Call => (token === undefined ? {} : { token })

describe('the matrix', () => {
  it('names every route', () => {
    expect(Object.keys(matrix).sort()).toEqual(routes.map(({ function: name }) => name).sort())
  })

  it.each(Object.entries(matrix))('%s', async (name, expected) => {
    const statuses: number[] = []
    for (const person of people)
      statuses.push(
        (await functions.call(name, { ...requestFor(name, person), ...as(tokens[person]) })).status,
      )
    expect(statuses).toEqual(expected)
  })

  it('gives a stranger the same answer as for a contest that does not exist', async () => {
    for (const [name, statuses] of Object.entries(matrix)) {
      if (statuses.at(-1) !== 404) continue
      const call = { ...requestFor(name, 'stranger'), ...as(tokens.stranger) }
      const nowhere = { ...call, path: { ...call.path, contest: 'nowhere' } }
      expect(await functions.call(name, call), name).toEqual(refused('not-found'))
      expect(await functions.call(name, nowhere), name).toEqual(refused('not-found'))
    }
  })
})

describe('a clerk', () => {
  const round = 'final'
  const reason = '停电'
  const commands: Record<Command['type'], object> = {
    stageContestant: { contestant: 'east' },
    startSpeech: { contestant: 'east' },
    pauseSpeech: { reason },
    resumeSpeech: {},
    endSpeech: {},
    messageStage: { text: '请走近话筒' },
    removeVoters: { voters: ['nobody-there'], reason: '名单导错了' },
    showOverlay: { parts: [] },
    amend: { what: 'contestant', id: 'east', fields: { name: '东庄' }, reason },
    withdrawContestant: { contestant: 'east', reason },
    openRound: { round },
    closeRound: { round },
    extendRound: { round, seconds: 30 },
    reopenRound: { round },
    voidRound: { round, reason },
    sealRound: { round },
    publishResult: { round },
    releaseComments: { round },
    reveal: { round, places: 1 },
    revealParts: { round, added: 1 },
    showMarks: { round, contestant: null },
    propose: { action: { kind: 'disqualify', round, contestant: 'east' }, reason },
    approve: { proposal: 1 },
    decline: { proposal: 1 },
  }
  const ofTheSpeaker = ['startSpeech', 'pauseSpeech', 'resumeSpeech', 'endSpeech', 'messageStage']
  const statusOf = async (type: string, token: string | undefined) =>
    (
      await functions.call('run-command', {
        path: { contest: 'harvest' },
        body: { type, ...commands[type as Command['type']] },
        ...as(token),
      })
    ).status

  it('commands the clock of the speaker and what the stage reads, and nothing else', async () => {
    for (const type of Object.keys(commands)) {
      if (ofTheSpeaker.includes(type)) continue
      expect([type, await statusOf(type, tokens.clerk)]).toEqual([type, 403])
    }
    for (const type of ofTheSpeaker) expect([type, await statusOf(type, tokens.clerk)]).toEqual([type, 200])
  })

  it('stands in the log by their own id', async () => {
    const { events } = (
      await functions.call('read-log', { path: { contest: 'harvest' }, token: stage.organiser })
    ).body
    expect(events.at(-1)).toMatchObject({
      type: 'stageMessaged',
      actor: expect.stringMatching(/^clerk-/),
    })
  })
})

describe('with a session that is not valid', () => {
  const uniform401 = refused('unauthorized', { title: 'A valid session or code is needed' })
  const claims = { contest: 'harvest', role: 'organiser', epoch: 1 }
  const hour = 3_600

  async function signed(
    over: { secondsToLive?: number; key?: CryptoKey; claims?: object } = {},
  ): Promise<string> {
    const own = await importJWK(JSON.parse(process.env['SESSION_PRIVATE_KEY'] ?? ''), 'EdDSA')
    const now = Math.floor(Date.now() / 1_000)
    return new SignJWT({ ...claims, ...over.claims })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject('organiser-1')
      .setIssuedAt(now - hour)
      .setExpirationTime(now + (over.secondsToLive ?? hour))
      .sign(over.key ?? own)
  }
  const unsigned = (payload: object): string =>
    [{ alg: 'none', typ: 'JWT' }, payload]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.') + '.'

  const flip = (token: string, at: number): string =>
    token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)

  async function strangeKey(): Promise<CryptoKey> {
    const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
    return pair.privateKey
  }

  const forged: [string, () => Promise<string> | string][] = [
    ['expired a second ago', () => signed({ secondsToLive: -1 })],
    ['signed with another key', async () => signed({ key: await strangeKey() })],
    ['signed with nothing', () => unsigned({ ...claims, sub: 'organiser-1', iat: 0, exp: 9_999_999_999 })],
    ['of a role there is not', () => signed({ claims: { role: 'admin' } })],
    ['with a claim nobody knows', () => signed({ claims: { weight: 2 } })],
    ['without its signature', async () => (await signed()).replace(/[^.]+$/, '')],
    ['with a character flipped', () => flip(stage.organiser, 40)],
    ['that is no token', () => 'x'],
  ]
  it('takes one that is signed with the right key', async () => {
    const path = { contest: 'harvest' }
    expect((await functions.call('read-console', { path, token: await signed() })).status).toBe(200)
  })

  it.each(forged)('every route answers one %s alike', async (_, forge) => {
    const token = await forge()
    for (const { function: name } of routes)
      expect(await functions.call(name, { ...requestFor(name, 'organiser'), token }), name).toEqual(
        uniform401,
      )
  })

  it('refuses it whichever single character was flipped, and whatever the last one became', async () => {
    const token = stage.organiser
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/='
    const flipped = [
      ...Array.from({ length: token.length }, (_, at) => flip(token, at)),
      ...[...alphabet].map((letter) => token.slice(0, -1) + letter).filter((other) => other !== token),
      `${token}=`,
      `${token}A`,
    ]
    const path = { contest: 'harvest' }
    const accepted: string[] = []
    for (const other of flipped)
      if ((await functions.call('read-console', { path, token: other })).status !== 401)
        accepted.push(other.slice(-8))
    expect(accepted).toEqual([])
  })

  it.each(['', 'Bearer', 'Bearer  ', 'Basic b3duZXI6b3duZXI='])(
    'refuses the header ‘%s’ too',
    async (authorization) => {
      const path = { contest: 'harvest' }
      expect(await functions.call('read-console', { path, headers: { authorization } })).toEqual(uniform401)
    },
  )

  it('writes nothing', async () => {
    const log = () => functions.call('read-log', { path: { contest: 'harvest' }, token: stage.organiser })
    const before = (await log()).body.events.length as number
    const token = flip(stage.organiser, 60)
    for (const { function: name, method } of routes)
      if (method !== 'GET') await functions.call(name, { ...requestFor(name, 'organiser'), token })
    expect((await log()).body.events).toHaveLength(before)
  })
})
