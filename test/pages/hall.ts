import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { inject } from 'vitest'
import type { Contest, Round } from '#contract/contest.ts'
import type { PersonalCode, StaffRole } from '#contract/people.ts'
import { screens, sharedBrowser, visit, type Visit, type VisitOptions } from '#test/support/browser.ts'
import type { Json } from '#test/support/json.ts'
import { type Answer, Player } from '#test/support/player.ts'
import { contestIn, type Language, unitIn } from './contest-in.ts'

/** The system that all page tests of a run share, and the browser of this worker: where pages are tried as people use them. */
export class Hall {
  readonly base: string
  readonly browser: Browser
  readonly #player: Player
  readonly #owner: string
  /** Where the owner signs in, who has every contest. */
  readonly ownerLink: string

  private constructor(browser: Browser, base: string, player: Player, owner: string, code: string) {
    this.browser = browser
    this.base = base
    this.#player = player
    this.#owner = owner
    this.ownerLink = `${base}/console#${code}`
  }

  static async open(): Promise<Hall> {
    const { base, links } = inject('sharedSystem')
    const player = new Player(() => base)
    const { code } = links.owner
    return new Hall(await sharedBrowser(), base, player, await player.signIn(code), code)
  }

  /** Closes what a file has left open. The system and the browser go on. */
  async close(): Promise<void> {
    await Promise.all(this.browser.contexts().map((context) => context.close()))
  }

  /** A contest of its own with one round, in Chinese unless said otherwise; a test names only what matters to it. */
  async room(
    over: Partial<Contest> = {},
    round: Partial<Round> = {},
    language: Language = 'zh-CN',
  ): Promise<Room> {
    const document: Contest = {
      id: `room-${randomUUID().slice(0, 8)}`,
      ...contestIn(language, round),
      ...over,
    }
    const room = new Room(this, document.id, document)
    await room.ask('PUT', '', document)
    return room
  }

  async ask(method: string, path: string, body?: unknown, token = this.#owner): Promise<Json> {
    const answer: Answer = await this.#player.ask(method, path, token, body)
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    return answer.body
  }

  signIn(code: string): Promise<string> {
    return this.#player.signIn(code)
  }
}

export class Room {
  readonly id: string
  readonly document: Contest
  readonly #hall: Hall
  #people = 0

  constructor(hall: Hall, id: string, document: Contest) {
    this.#hall = hall
    this.id = id
    this.document = document
  }

  ask(method: string, path: string, body?: unknown, token?: string): Promise<Json> {
    return this.#hall.ask(method, `/contests/${this.id}${path}`, body, token)
  }

  command(body: object): Promise<Json> {
    return this.ask('POST', '/commands', body)
  }

  openRound(seconds = 600): Promise<Json> {
    return this.command({ type: 'openRound', round: 'final', seconds })
  }

  /** Closes, with the shortest notice, and seals. */
  async seal(): Promise<void> {
    await this.command({ type: 'closeRound', round: 'final', inSeconds: 3 })
    await this.#until('closed')
    await this.command({ type: 'sealRound', round: 'final' })
    await this.#until('sealed')
  }

  /** One step of the reveal, after which contestants who share a rank are shown together; answers how many places are. */
  async revealNext(): Promise<number> {
    const { details } = await this.ask('GET', '/console')
    const places = Number(details.final.reveal.next)
    await this.command({ type: 'reveal', round: 'final', places })
    return places
  }

  async publish(): Promise<void> {
    await this.command({ type: 'publishResult', round: 'final', confirm: true })
  }

  async people(count: number, electorate = 'village'): Promise<PersonalCode[]> {
    const voters = Array.from({ length: count }, () => ({
      id: `p-${++this.#people}`,
      electorate,
      unit: unitIn(this.document.language ?? 'zh-CN'),
    }))
    const { voters: added } = await this.ask('POST', '/voters', { voters })
    return added
  }

  async person(electorate = 'village'): Promise<PersonalCode> {
    const [person] = await this.people(1, electorate)
    if (!person) throw new Error('nobody was added')
    return person
  }

  reissue(id: string): Promise<PersonalCode> {
    return this.ask('POST', `/voters/${id}/code`)
  }

  /** Casts over HTTP, as another phone would. */
  async cast({ id, code }: PersonalCode, ballot: object, comments?: object): Promise<void> {
    const token = await this.#hall.signIn(code)
    const body = { ballot, requestId: `request-${id}-0`, ...(comments && { comments }) }
    await this.ask('PUT', '/rounds/final/ballot', body, token)
  }

  /** Every ballot as the sealed book has it. */
  async book(): Promise<Json[]> {
    const answer = await fetch(`${this.#hall.base}/api/contests/${this.id}/rounds/final/book`)
    const text = await answer.text()
    return text.trim() === ''
      ? []
      : text
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
  }

  async turnout(): Promise<number> {
    const { rounds } = await this.ask('GET', '/live')
    return rounds.final.turnout.village?.cast
  }

  /** A link of their own for somebody at the console. */
  staff(role: StaffRole, name: string): Promise<PersonalCode> {
    return this.ask('POST', '/staff', { role, name })
  }

  visit(link: string, options: VisitOptions = {}): Promise<Visit> {
    return visit(this.#hall.browser, link, {
      viewport: screens.phone,
      hasTouch: true,
      locale: this.document.language ?? 'zh-CN',
      ...options,
    })
  }

  async #until(status: string): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      const { rounds } = await this.ask('GET', '/live')
      if (rounds.final.status === status) return
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
    throw new Error(`the round never became ${status}`)
  }
}
