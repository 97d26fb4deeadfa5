import { confirmReach } from '../../api/leitai.ts'
import { Problem } from '../../api/problem.ts'
import type { Link } from '../../state/link.ts'

/** Tells the console that this device has opened the printed address. */
export class Report {
  #link: Pick<Link, 'contest' | 'code'>
  #state = $state<'under way' | 'reached' | 'same-device' | 'ended' | 'failed'>('under way')

  constructor(link: Pick<Link, 'contest' | 'code'>) {
    this.#link = link
  }

  /** `same-device`: this is where the console is open. `ended`: the code on its screen is too old, or was made anew. */
  get state(): 'under way' | 'reached' | 'same-device' | 'ended' | 'failed' {
    return this.#state
  }

  async send(): Promise<void> {
    const { contest, code } = this.#link
    if (contest === null || code === null) {
      this.#state = 'ended'
      return
    }
    this.#state = 'under way'
    try {
      await confirmReach(contest, code)
      this.#state = 'reached'
    } catch (error) {
      const { code, reason } = Problem.from(error)
      if (reason === 'same-device') this.#state = 'same-device'
      else this.#state = code === 'not-found' ? 'ended' : 'failed'
    }
  }
}
