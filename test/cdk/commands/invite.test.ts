import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { contestWith } from '#test/support/contest.ts'
import { startFunctions, tokenFor, type Functions } from '#test/support/functions.ts'
import { operatorOn, tableOutputs, type Operator } from './operator.ts'

// Each command is a process of its own, and the first may have to build the pages.
vi.setConfig({ testTimeout: 120_000 })

const base = 'https://vote.example.org'
let functions: Functions
let ownerToken: string

beforeAll(async () => {
  functions = await startFunctions()
})
afterAll(() => functions.stop())

/** Somebody who runs the deployment whose tables are the engine's. */
const operator = (): Promise<Operator> =>
  operatorOn({
    stacks: { Leitai: { outputs: { Address: base, ...tableOutputs } } },
    engine: process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '',
  })
const invite = async (...args: string[]) => (await operator()).run('invite', args)

const shownOnce = [
  '此链接只显示这一次，谁拿到谁就能进入。',
  'This link is shown only here and only once; whoever has it is let in.',
]
/** The link that was printed, and nothing else but the sentence below it. */
function linkIn({ code, out, err }: { code: number | null; out: string; err: string }): string {
  const [link = '', ...rest] = out.split('\n')
  expect({ code, err, rest }).toEqual({ code: 0, err: '', rest: [...shownOnce, ''] })
  return link
}
const codeIn = (link: string): string => link.split('#')[1] ?? ''
const sessionFor = (code: string) => functions.call('open-session', { body: { code } })

describe('the owner', () => {
  let first: string

  it('is let in by the first invitation, which no password comes before', async () => {
    const again = await invite('owner', '--again')
    expect({ code: again.code, err: again.err }).toEqual({
      code: 1,
      err: 'There is no owner yet: invite one without --again.\n',
    })
    first = linkIn(await invite('owner'))
    expect(first).toMatch(/^https:\/\/vote\.example\.org\/console#[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/)
    expect((await sessionFor(codeIn(first))).body).toMatchObject({ role: 'owner', contest: '*' })
  })

  it('is not invited twice by mistake', async () => {
    expect(await invite('owner')).toEqual({
      code: 1,
      out: '',
      err: 'There is an owner already; --again gives a new link and ends the old one.\n',
    })
    expect((await sessionFor(codeIn(first))).status).toBe(200)
  })

  it('gets another link when it is asked for, and the old one is at an end', async () => {
    const second = linkIn(await invite('owner', '--again'))
    expect((await sessionFor(codeIn(first))).status).toBe(401)
    ownerToken = await tokenFor(functions, codeIn(second))
  })

  it('has no session of an earlier link a second later, in whichever function', async () => {
    const path = { contest: 'harvest-owned' }
    const body = contestWith({ id: path.contest })
    const create = (token: string) => functions.call('replace-contest', { path, token, body })
    const look = (token: string) => functions.call('read-console', { path, token })
    const [old, second] = [ownerToken, linkIn(await invite('owner', '--again'))]
    ownerToken = await tokenFor(functions, codeIn(second))
    expect((await create(ownerToken)).status).toBe(200)
    expect((await look(ownerToken)).status).toBe(200)
    const third = linkIn(await invite('owner', '--again'))
    await sleep(1_000)
    for (const ended of [old, ownerToken]) {
      expect((await create(ended)).status).toBe(401)
      expect((await look(ended)).status).toBe(401)
    }
    ownerToken = await tokenFor(functions, codeIn(third))
    expect((await look(ownerToken)).status).toBe(200)
  })
})

describe('staff of a contest', () => {
  it.each(['organiser', 'observer'])('an %s gets a link, and the log says who let them in', async (role) => {
    const contest = contestWith({ id: `harvest-${role}` })
    const path = { contest: contest.id }
    await functions.call('replace-contest', { path, token: ownerToken, body: contest })
    const link = linkIn(await invite(role, '--contest', contest.id, '--name', '王老师'))
    expect(link.split('#')[0]).toBe(`${base}/console?contest=${contest.id}`)
    const token = await tokenFor(functions, codeIn(link))
    const log = await functions.call('read-log', { path, token })
    expect(log.body.events.at(-1)).toMatchObject({ type: 'staffAdded', role, actor: 'operator' })
  })

  it('is not invited to a contest that is not there', async () => {
    expect(await invite('observer', '--contest', 'spring', '--name', 'Li')).toEqual({
      code: 1,
      out: '',
      err: 'There is no contest spring here: the owner creates it in the console.\n',
    })
  })
})

describe('a command line that is wrong', () => {
  it.each([[[]], [['organiser', '--contest', 'harvest']], [['owner', '--name', 'Li']], [['owner', 'now']]])(
    '%j is one sentence',
    async (args) => {
      const { code, out, err } = await invite(...args)
      expect(err).toContain('Usage: npm run invite -- owner [--again] | organiser --contest ID --name NAME')
      expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 1, out: '', lines: 1 })
    },
  )

  it('where nothing is deployed it says so', async () => {
    const { code, err } = await invite('owner', '-c', 'name=Autumn')
    expect({ code, err }).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^There is no Autumn in eu-central-1/),
    })
  })
})
