import { readResult } from '../../api/leitai.ts'
import { until } from '../../state/until.ts'

/** The fingerprint of the book behind the result on the screen, once it is there to read. */
export class Digest {
  #book = $state<string | null>(null)

  get book(): string | null {
    return this.#book
  }

  /** Reads the fingerprint of a round's book, or forgets it; returns how to stop trying. */
  follow(contest: string, round: string | null): (() => void) | undefined {
    this.#book = null
    if (round === null) return undefined
    return until(async () => {
      this.#book = (await readResult(contest, round)).book.sha256
    })
  }
}
