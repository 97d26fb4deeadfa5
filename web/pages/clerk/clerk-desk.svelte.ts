import { runCommand } from '../../api/leitai.ts'
import { Problem } from '../../api/problem.ts'
import type { Live } from '../../state/live.svelte.ts'
import type { SessionKeeper } from '../../state/session.svelte.ts'
import type { SpeechCommand } from '../../state/speech.ts'

/** The way of a clerk's commands: one at a time, and what was refused is kept until it is read. */
export class ClerkDesk {
  #keeper: SessionKeeper
  #contest: string
  #live: Live
  #busy = $state(false)
  #problem = $state.raw<Problem | null>(null)

  constructor(keeper: SessionKeeper, contest: string, live: Live) {
    this.#keeper = keeper
    this.#contest = contest
    this.#live = live
  }

  get busy(): boolean {
    return this.#busy
  }
  /** Why the last command was not carried out, or null. */
  get problem(): Problem | null {
    return this.#problem
  }

  dismiss(): void {
    this.#problem = null
  }

  async run(command: SpeechCommand): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    this.#problem = null
    try {
      await this.#keeper.authorised((token) => runCommand(this.#contest, token, command))
    } catch (error) {
      this.#problem = Problem.from(error)
    } finally {
      this.#busy = false
      this.#live.refresh()
    }
  }
}
