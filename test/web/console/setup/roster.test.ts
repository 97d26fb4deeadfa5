import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RosterRow } from '#contract/people.ts'
import { readLink } from '../../../../web/state/link.ts'
import { SessionKeeper } from '../../../../web/state/session.svelte.ts'
import { Storage } from '../../../../web/state/storage.ts'
import { RosterDesk } from '../../../../web/pages/console/setup/roster.svelte.ts'

/** A server with a roster, as far as the desk looks at one: a new person's code is answered once. */
const people = new Map<string, RosterRow>()
const calls: number[] = []
let broken: ((call: number) => 'before' | 'after' | undefined) | undefined

const answer = (body: unknown) => Promise.resolve(new Response(JSON.stringify(body)))
const codeOf = (id: string) => ({ id, code: `CODE-${id}`, link: `https://leitai.example/watch#CODE-${id}` })

function serve(path: string, { method, body }: { method: string; body: string }): Promise<Response> {
  if (path.endsWith('/sessions')) {
    const session = {
      token: 't',
      role: 'organiser',
      contest: 'harvest',
      expiresAt: '2030-01-01T00:00:00.000Z',
    }
    return answer(session)
  }
  if (method === 'GET')
    return answer({ contest: 'harvest', voters: [...people.values()].reverse(), staff: [] })
  if (path.endsWith('/code')) return answer(codeOf(decodeURIComponent(path.split('/').at(-2) ?? '')))
  const { voters } = JSON.parse(body) as { voters: RosterRow[] }
  calls.push(voters.length)
  const fault = broken?.(calls.length)
  if (fault === 'before') return Promise.reject(new TypeError('network'))
  const added = voters.filter(({ id }) => !people.has(id))
  for (const row of voters) people.set(row.id, row)
  return fault === 'after'
    ? Promise.reject(new TypeError('network'))
    : answer({ voters: added.map(({ id }) => codeOf(id)) })
}

const rows = (count: number): RosterRow[] =>
  Array.from({ length: count }, (_, index) => ({ id: `v${index + 1}`, electorate: 'village' }))

const list = (added: RosterRow[]) => ({ added, changed: [], list: 'l1' })

async function openDesk(): Promise<RosterDesk> {
  const link = readLink(new URL('https://leitai.example/console?contest=harvest#AAAA-BBBB'))
  const keeper = new SessionKeeper('console', link, new Storage(() => null))
  await keeper.open()
  return new RosterDesk(keeper, 'harvest', () => Promise.resolve())
}

beforeEach(() => {
  people.clear()
  calls.length = 0
  broken = undefined
  vi.stubGlobal('fetch', serve)
  vi.stubGlobal('location', { href: 'https://leitai.example/console?contest=harvest' })
  vi.stubGlobal('history', { state: null, replaceState: () => undefined })
})
afterEach(() => vi.unstubAllGlobals())

describe('an import', () => {
  it('goes in five hundred at a time, and every code is in hand until it is saved', async () => {
    const desk = await openDesk()
    await desk.add(list(rows(1_203)))
    expect(calls).toEqual([500, 500, 203])
    expect(desk.progress).toEqual({ what: 'adding', done: 1_203, of: 1_203, problem: null })
    expect(desk.codes.size).toBe(1_203)
    expect(desk.people?.map(({ id }) => id)).toEqual(rows(1_203).map(({ id }) => id))
    expect(desk.unsaved).toBe(true)
    desk.saved()
    expect(desk.unsaved).toBe(false)
  })

  it('that breaks off keeps the codes it was given, and goes on where it stopped', async () => {
    broken = (call) => (call === 2 ? 'before' : undefined)
    const desk = await openDesk()
    await desk.add(list(rows(1_203)))
    expect(desk.progress).toMatchObject({ done: 500, of: 1_203, problem: { code: 'offline' } })
    expect(desk.codes.size).toBe(500)
    await desk.goOn()
    expect(calls).toEqual([500, 500, 500, 203])
    expect(desk.progress).toMatchObject({ done: 1_203, problem: null })
    expect(desk.codes.size).toBe(1_203)
  })

  it('whose answer was lost leaves people without a code in hand, who get new ones', async () => {
    broken = (call) => (call === 2 ? 'after' : undefined)
    const desk = await openDesk()
    await desk.add(list(rows(700)))
    await desk.goOn()
    expect(desk.progress).toMatchObject({ done: 700, problem: null })
    expect(desk.codes.size).toBe(500)
    const without = (desk.people ?? []).filter(({ id }) => !desk.codes.has(id)).map(({ id }) => id)
    expect(without).toHaveLength(200)
    await desk.reissue(without)
    expect(desk.progress).toEqual({ what: 'reissuing', done: 200, of: 200, problem: null })
    expect(desk.codes.size).toBe(700)
  })
})
