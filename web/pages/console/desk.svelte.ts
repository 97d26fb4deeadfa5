import type { Command } from '#core/contest/acts.ts'
import type { Console, LogEvent, ReleasedComments } from '#contract/office.ts'
import { readComments, readConsole, readLog, runCommand } from '../../api/leitai.ts'
import { Problem } from '../../api/problem.ts'
import { ServerClock } from '../../state/clock.svelte.ts'
import { Poller } from '../../state/poller.ts'
import type { SessionKeeper } from '../../state/session.svelte.ts'

type WithoutVersion<One> = One extends Command ? Omit<One, 'ifVersion'> : never

/** A command before it is bound to the version that its giver has seen. */
export type Instruction = WithoutVersion<Command>

/** Instructions that were not carried out, why, and what others did meanwhile. */
export type Refusal = { instructions: Instruction[]; problem: Problem; meanwhile: LogEvent[] }

const usual = 2_000
const soon = 250

/** What the organisers see of one contest, and the way their commands go. */
export class Desk {
  readonly clock = new ServerClock()
  #keeper: SessionKeeper
  #contest: string
  #taken: (document: Console) => void
  #document = $state.raw<Console | null>(null)
  #events = $state.raw<LogEvent[]>([])
  #problem = $state.raw<Problem | null>(null)
  #refusal = $state.raw<Refusal | null>(null)
  #busy = $state(false)
  #poller = new Poller(() => this.#look(), {
    every: () => this.#pause(),
    settled: (failures, error) => {
      if (failures === 0) this.#problem = null
      else if (failures > 1 || this.#document === null) this.#problem = Problem.from(error)
    },
  })

  /** `taken` is told of each document that came in. */
  constructor(keeper: SessionKeeper, contest: string, taken: (document: Console) => void = () => {}) {
    this.#keeper = keeper
    this.#contest = contest
    this.#taken = taken
  }

  get document(): Console | null {
    return this.#document
  }
  /** The log, oldest event first. */
  get events(): LogEvent[] {
    return this.#events
  }
  /** Why nothing new arrives at present, or null. */
  get problem(): Problem | null {
    return this.#problem
  }
  get refusal(): Refusal | null {
    return this.#refusal
  }
  /** A command is on its way. */
  get busy(): boolean {
    return this.#busy
  }

  /** Starts following the contest; returns how to stop. */
  follow(): () => void {
    const stopClock = this.clock.run()
    this.#poller.start()
    return () => {
      stopClock()
      this.#poller.stop()
    }
  }

  /** The newest state after something that went past the commands; should that fail, the next poll brings it. */
  async refresh(): Promise<void> {
    try {
      await this.#look()
    } catch (error) {
      this.#problem = Problem.from(error)
    }
  }

  /** The judges' words on a sealed round, with names and with the notes to the staff. */
  readComments(round: string): Promise<ReleasedComments> {
    return this.#keeper.authorised((token) => readComments(this.#contest, round, token))
  }

  /** Takes a refusal off the page. */
  dismiss(): void {
    this.#refusal = null
  }

  /**
   * Carries out instructions one after another, the first only if the contest is still at the version that their giver has seen.
   * The first refusal ends it and is kept; the answer tells whether all went through. One run at a time.
   */
  async run(instructions: Instruction[], seen = this.#document?.version): Promise<boolean> {
    if (this.#busy || seen === undefined) return false
    this.#busy = true
    this.#refusal = null
    let version = seen
    try {
      for (const instruction of instructions) version = await this.#carryOut(instruction, version)
      return true
    } catch (error) {
      await this.refresh()
      const meanwhile = this.#events.filter(({ n }) => n > version)
      this.#refusal = { instructions, problem: Problem.from(error), meanwhile }
      return false
    } finally {
      this.#busy = false
    }
  }

  async #carryOut(instruction: Instruction, ifVersion: number): Promise<number> {
    const { version } = await this.#keeper.authorised((token) =>
      runCommand(this.#contest, token, { ...instruction, ifVersion }),
    )
    await this.refresh()
    return version
  }

  async #look(): Promise<void> {
    const asked = performance.now()
    const document = await this.#keeper.authorised((token) => readConsole(this.#contest, token))
    this.clock.observe(document.at, performance.now() - asked)
    if (document.version < (this.#document?.version ?? 0)) return
    if (document.version !== this.#last?.n) await this.#readLog()
    this.#document = document
    this.#taken(document)
  }

  async #readLog(): Promise<void> {
    const added = await this.#readLogAfter(this.#last?.n ?? 0)
    // Another look may have brought some of them meanwhile.
    const further = added.filter(({ n }) => n > (this.#last?.n ?? 0))
    // Of a rehearsal that was wiped and begun anew nothing goes on from what is here.
    const goesOn = further[0] === undefined || further[0].prev === (this.#last?.hash ?? further[0].prev)
    this.#events = goesOn ? [...this.#events, ...further] : await this.#readLogAfter(0)
  }

  get #last(): LogEvent | undefined {
    return this.#events[this.#events.length - 1]
  }

  async #readLogAfter(after: number): Promise<LogEvent[]> {
    const { events } = await this.#keeper.authorised((token) => readLog(this.#contest, token, after))
    return events
  }

  /** Milliseconds to the next look: the usual ones, or less when a window is about to end. */
  #pause(): number {
    const now = this.clock.now
    const ends = Object.values(this.#document?.rounds ?? {})
      .filter(({ status, closesAt }) => status === 'open' && closesAt !== undefined)
      .map(({ closesAt }) => Math.max(soon, Date.parse(closesAt ?? '') - now + soon))
    return Math.min(usual, ...ends)
  }
}
