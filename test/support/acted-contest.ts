import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Browser, Page, WebSocketRoute } from 'playwright-core'
import type { Contest } from '#contract/contest.ts'
import type { Live, LiveRound, Standing } from '#contract/live.ts'
import { pagesFolder } from '#local/system/build-pages.ts'
import { screens } from '#test/support/browser.ts'

const origin = 'http://leitai.test'
const push = 'ws://leitai.test/event/realtime'
const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
}

/** A contest of which only what the server would say is there: a page can be shown a day of it in a minute. */
export class ActedContest {
  readonly contest: Contest
  /** What stands behind further addresses of the contest, such as `/rounds/final/book`. */
  readonly files = new Map<string, string>()
  /** How often pages have opened a socket. */
  connections = 0
  #version = 0
  #live: Live
  #sockets = new Map<WebSocketRoute, string>()

  constructor(rows: number) {
    this.contest = {
      id: 'acted',
      title: '擂台',
      electorates: [{ id: 'village', name: '村', role: 'voter' }],
      contestants: Array.from({ length: rows }, (_, index) => ({
        id: `c-${index}`,
        name: `第${index + 1}号参评村`,
        unit: '甲镇',
      })),
      rounds: [
        {
          id: 'final',
          title: '决赛',
          panels: [{ electorate: 'village', ballot: { kind: 'choose', max: 3 } }],
        },
      ],
    }
    this.#live = this.#documentWith({ status: 'waiting' })
  }

  /** Opens a page of this contest on the big screen. */
  async show(path: string, browser: Browser): Promise<Page> {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: screens.hall })
    const page = await context.newPage()
    await page.route(`${origin}/**`, (route) => {
      const { pathname } = new URL(route.request().url())
      if (pathname === '/api/contests/acted') return route.fulfill({ json: this.contest })
      if (pathname === '/api/contests/acted/live')
        return route.fulfill({ json: this.#live, headers: { 'Leitai-Push': push } })
      const body = this.files.get(pathname.replace('/api/contests/acted', ''))
      if (body !== undefined) return route.fulfill({ body, contentType: 'application/json' })
      const file = join(pagesFolder, extname(pathname) === '' ? `${pathname}/index.html` : pathname)
      if (pathname.startsWith('/api'))
        return route.fulfill({ status: 404, json: { code: 'not-found', status: 404, title: 'Not found' } })
      if (!existsSync(file)) return route.fulfill({ status: 404 })
      return route.fulfill({ body: readFileSync(file), contentType: types[extname(file)] ?? '' })
    })
    await page.routeWebSocket(/\/event\/realtime$/, (socket) => this.#welcome(socket))
    await page.goto(`${origin}${path}`)
    return page
  }

  /** Lets something happen to the round, and tells every page that listens. */
  tell(round: Partial<LiveRound>, stage: string | null = null, more: Partial<Live> = {}): void {
    this.#live = { ...this.#documentWith(round, stage), ...more }
    for (const [socket, id] of this.#sockets)
      socket.send(JSON.stringify({ type: 'data', id, event: JSON.stringify(this.#live) }))
  }

  /** As a network does it in the middle of an evening. */
  async dropSockets(): Promise<void> {
    const open = [...this.#sockets.keys()]
    this.#sockets.clear()
    await Promise.all(open.map((socket) => socket.close()))
  }

  get listeners(): number {
    return this.#sockets.size
  }

  /** Standings, best first, in an order that starts with another contestant for each `turn`. */
  standings(turn = 0): Standing[] {
    const { contestants } = this.contest
    return contestants.map((_, index) => ({
      contestant: contestants[(index + turn) % contestants.length]?.id ?? '',
      rank: index + 1,
      tied: false,
      total: (95 - index * 1.5).toFixed(2),
      panels: {},
    }))
  }

  #welcome(socket: WebSocketRoute): void {
    this.connections += 1
    socket.onMessage((message) => {
      const { type, id } = JSON.parse(String(message)) as { type: string; id: string }
      if (type === 'connection_init')
        socket.send(JSON.stringify({ type: 'connection_ack', connectionTimeoutMs: 300_000 }))
      if (type === 'subscribe') {
        this.#sockets.set(socket, id)
        socket.send(JSON.stringify({ type: 'subscribe_success', id }))
      }
    })
    socket.onClose(() => this.#sockets.delete(socket))
  }

  #documentWith(round: Partial<LiveRound>, stage: string | null = null): Live {
    const at = new Date().toISOString()
    return {
      contest: 'acted',
      version: ++this.#version,
      head: '0'.repeat(64),
      at,
      stage: stage === null ? null : { contestant: stage, since: at },
      rounds: { final: { status: 'open', attempt: 1, turnout: {}, standings: null, ...round } },
    }
  }
}
