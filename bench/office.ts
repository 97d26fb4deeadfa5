import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { Client } from '#client/client.ts'
import type { Command } from '#core/contest/acts.ts'
import type { Live, LiveRound } from '#contract/live.ts'
import type { RosterRow } from '#contract/people.ts'
import { addVoters, readLive, readResult, runCommand } from '#functions/routes.ts'
import { now } from './clock.ts'

const rowsPerCall = 500
const statusWithinMs = 60_000
const countedWithinMs = 60_000
/** The least that a closing round lets pass. */
const closeInSeconds = 3

/** The organiser of a contest, over HTTP. */
export class Office {
  readonly #client: Client
  readonly #path: { contest: string }

  private constructor(client: Client, contest: string) {
    this.#client = client
    this.#path = { contest }
  }

  static async open(base: string, code: string, contest: string): Promise<Office> {
    return new Office(await new Client(base).signIn(code), contest)
  }

  /** Puts a roster in and answers everybody's code, in its order. */
  async addVoters(roster: RosterRow[]): Promise<string[]> {
    const codes = new Map<string, string>()
    for (let start = 0; start < roster.length; start += rowsPerCall) {
      const body = { voters: roster.slice(start, start + rowsPerCall) }
      const { voters } = await this.#client.ask(addVoters, { path: this.#path, body })
      for (const { id, code } of voters) codes.set(id, code)
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
    const { ballots } = await this.#client.ask(readResult, { path: { ...this.#path, round } })
    return sum(ballots)
  }

  /** Waits until the live document counts so many ballots. */
  async counted(round: string, ballots: number): Promise<void> {
    await this.#until(round, ({ turnout }) => sum(turnout) === ballots, countedWithinMs)
  }

  /** Where viewers listen. */
  async push(): Promise<{ url: string; host: string }> {
    const { headers } = await this.#client.send(readLive, { path: this.#path })
    return {
      url: z.url().parse(headers.get('leitai-push')),
      host: z.string().parse(headers.get('leitai-push-host')),
    }
  }

  /** The live document as the public sees it now. */
  live(): Promise<Live> {
    return this.#client.ask(readLive, { path: this.#path })
  }

  async #until(round: string, holds: (live: LiveRound) => boolean, withinMs: number): Promise<void> {
    for (const deadline = now() + withinMs; now() < deadline; await sleep(100)) {
      const live = (await this.live()).rounds[round]
      if (live && holds(live)) return
    }
    throw new Error(`round ${round} is not where it should be after ${withinMs} ms`)
  }

  async #run(body: Command): Promise<void> {
    await this.#client.ask(runCommand, { path: this.#path, body })
  }
}

const sum = (turnout: Record<string, { cast: number }>): number =>
  Object.values(turnout).reduce((total, { cast }) => total + cast, 0)
