import { afterEach, expect, it, vi } from 'vitest'
import { Desk } from '../../../web/pages/console/desk.svelte.ts'
import { readLink } from '../../../web/state/link.ts'
import { SessionKeeper } from '../../../web/state/session.svelte.ts'
import { Storage } from '../../../web/state/storage.ts'
import { consoleWith, event, liveRound } from './documents.ts'

const session = { token: 't', role: 'organiser', contest: 'harvest', expiresAt: '2030-01-01T00:00:00.000Z' }

/** A log in which each event names the one before. */
const logOf = (name: string, length: number) =>
  Array.from({ length }, (_, index) => ({
    ...event(index + 1, 'contestantStaged'),
    prev: `${name}-${index}`,
    hash: `${name}-${index + 1}`,
  }))

let log: ReturnType<typeof logOf>

function serve(url: string): Promise<Response> {
  const { pathname, searchParams } = new URL(url, 'https://leitai.example')
  const answer = (): unknown => {
    if (pathname.endsWith('/sessions')) return session
    if (pathname.endsWith('/log')) return { events: log.slice(Number(searchParams.get('after'))) }
    return consoleWith({ final: liveRound() }, { version: log.length })
  }
  return Promise.resolve(new Response(JSON.stringify(answer())))
}

async function openDesk(): Promise<Desk> {
  vi.stubGlobal('fetch', serve)
  vi.stubGlobal('location', { href: 'https://leitai.example/console' })
  vi.stubGlobal('history', { state: null, replaceState: () => undefined })
  const link = readLink(new URL('https://leitai.example/console?contest=harvest#AAAA-BBBB'))
  const keeper = new SessionKeeper('console', link, new Storage(() => null), new Storage(() => null))
  await keeper.open()
  return new Desk(keeper, 'harvest')
}
afterEach(() => vi.unstubAllGlobals())

it('has every event once, however many looks are under way', async () => {
  const desk = await openDesk()
  log = logOf('a', 3)
  await Promise.all([desk.refresh(), desk.refresh()])
  expect(desk.events).toEqual(log)
  log = logOf('a', 5)
  await Promise.all([desk.refresh(), desk.refresh(), desk.refresh()])
  expect(desk.events).toEqual(log)
})

it('begins anew where the log does', async () => {
  const desk = await openDesk()
  log = logOf('a', 3)
  await desk.refresh()
  log = logOf('b', 4)
  await desk.refresh()
  expect(desk.events).toEqual(log)
})
