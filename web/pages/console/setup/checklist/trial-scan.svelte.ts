import type { ReachCheck } from '#contract/reach.ts'
import { startReachCheck } from '../../../../api/leitai.ts'
import { Problem } from '../../../../api/problem.ts'
import type { SessionKeeper } from '../../../../state/session.svelte.ts'

/** The code that another phone is to scan, for as long as it is good. */
export class TrialScan {
  #keeper: SessionKeeper
  #contest: string
  #check = $state.raw<ReachCheck | null>(null)
  #problem = $state.raw<Problem | null>(null)
  #busy = $state(false)

  constructor(keeper: SessionKeeper, contest: string) {
    this.#keeper = keeper
    this.#contest = contest
  }

  /** Null while none is shown. */
  get check(): ReachCheck | null {
    return this.#check
  }
  get problem(): Problem | null {
    return this.#problem
  }
  get busy(): boolean {
    return this.#busy
  }

  /** A new code; the one before ends. */
  async begin(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    this.#problem = null
    try {
      this.#check = await this.#keeper.authorised((token) => startReachCheck(this.#contest, token))
    } catch (error) {
      this.#problem = Problem.from(error)
    } finally {
      this.#busy = false
    }
  }

  hide(): void {
    this.#check = null
    this.#problem = null
  }
}
