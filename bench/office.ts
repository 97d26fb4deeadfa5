import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Command } from '#core/contest/acts.ts'
import { liveSchema, resultSchema, type LiveRound } from '#contract/live.ts'
import { newVotersSchema, sessionSchema, type RosterRow } from '#contract/people.ts'
import { now } from './clock.ts'

const rowsPerCall = 500
const statusWithinMs = 60_000
const countedWithinMs = 60_000
/** The least that a closing round lets pass. */
const closeInSeconds = 3

/** The organiser of a contest, over HTTP. */
export class Office {
  readonly #contest: string
  readonly #token: string

  private constructor(contest: string, token: string) {
    this.#contest = contest
    this.#token = token
  }

  static async open(base: string, code: string, contest: string): Promise<Office> {
    const { text } = await ask(`${base}/api/sessions`, { method: 'POST', body: JSON.stringify({ code }) })
    return new Office(`${base}/api/contests/${contest}`, sessionSchema.parse(JSON.parse(text)).token)
  }

  /** Puts a roster in and answers everybody's code, in its order. */
  async addVoters(roster: RosterRow[]): Promise<string[]> {
    const codes = new Map<string, string>()
    for (let start = 0; start < roster.length; start += rowsPerCall) {
      const voters = roster.slice(start, start + rowsPerCall)
      const { text } = await this.#ask('POST', '/voters', { voters })
      for (const { id, code } of newVotersSchema.parse(JSON.parse(text)).voters) codes.set(id, code)
    }
    return roster.map(({ id }) => codes.get(id) ?? '')
  }

  async openRound(round: string): Promise<void> {
    await this.#run({ type: 'openRound', round })
  }

  /** Closes and seals the round; answers how many ballots the recount found. */
  async recount(round: string): Promise<number> {
    await this.#run({ type: 'closeRound', round, inSeconds: closeInSeconds })
    await this.#until(round, ({ status }) => status === 'closed', statusWithinMs)
    await this.#run({ type: 'sealRound', round })
    await this.#until(round, ({ status }) => status === 'sealed', statusWithinMs)
    const { text } = await this.#ask('GET', `/rounds/${round}/result`)
    return sum(resultSchema.parse(JSON.parse(text)).ballots)
  }

  /** Waits until the live document counts so many ballots. */
  async counted(round: string, ballots: number): Promise<void> {
    await this.#until(round, ({ turnout }) => sum(turnout) === ballots, countedWithinMs)
  }

  /** Where viewers listen. */
  async push(): Promise<{ url: string; host: string }> {
    const { headers } = await this.#ask('GET', '/live')
    return {
      url: z.url().parse(headers.get('leitai-push')),
      host: z.string().parse(headers.get('leitai-push-host')),
    }
  }

  async #until(round: string, holds: (live: LiveRound) => boolean, withinMs: number): Promise<void> {
    for (const deadline = now() + withinMs; now() < deadline; await sleep(100)) {
      const { text } = await this.#ask('GET', '/live')
      const live = liveSchema.parse(JSON.parse(text)).rounds[round]
      if (live && holds(live)) return
    }
    throw new Error(`round ${round} is not where it should be after ${withinMs} ms`)
  }

  #run(command: Command): Promise<Answer> {
    return this.#ask('POST', '/commands', command)
  }

  #ask(method: string, path: string, body?: unknown): Promise<Answer> {
    return ask(`${this.#contest}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}` },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  }
}

type Answer = { text: string; headers: Headers }

const ask = async (url: string, init: RequestInit): Promise<Answer> => {
  const answer = await fetch(url, {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  })
  const text = await answer.text()
  if (answer.status !== 200)
    throw new Error(`${init.method} ${url} was answered with ${answer.status}: ${text}`)
  return { text, headers: answer.headers }
}

const sum = (turnout: Record<string, { cast: number }>): number =>
  Object.values(turnout).reduce((total, { cast }) => total + cast, 0)
