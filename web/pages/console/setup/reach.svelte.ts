import { readLive } from '../../../api/leitai.ts'
import { isOfOneMachine } from '../../../state/way-in.ts'

/** Under which address others reach this system, as far as the server knows. */
export class Reach {
  #contest: string
  #origin = $state<string | null>(null)

  constructor(contest: string) {
    this.#contest = contest
  }

  /** Without a path; null before it is known. */
  get origin(): string | null {
    return this.#origin
  }
  /** Whether another device can open that address at all. */
  get reachable(): boolean {
    return this.#origin !== null && !isOfOneMachine(this.#origin)
  }

  /** Asks the server; one that does not say goes by the address of this page. */
  async look(page: Pick<Location, 'origin'> = location): Promise<void> {
    try {
      const { address } = await readLive(this.#contest, null)
      this.#origin = new URL(address ?? page.origin).origin
    } catch {
      this.#origin ??= page.origin
    }
  }
}
