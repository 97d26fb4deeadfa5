import type { Live } from '#contract/live.ts'
import type { AsSeen } from '../../state/as-seen.ts'

/** One viewer: how far behind the stage their picture is, and what is live as that picture shows it. */
export class Viewer {
  #delay = $state<number | null>(null)
  #asSeen = $state.raw<AsSeen | null>(null)

  /** Whole seconds behind the live edge, where known. */
  get delay(): number | null {
    return this.#delay
  }
  set delay(seconds: number | null) {
    this.#delay = seconds
    // Before the picture runs nobody is ahead of it.
    if (seconds === null || this.#asSeen !== null) return
    void import('../../state/as-seen.ts').then(
      (loaded) => (this.#asSeen = new loaded.AsSeen()),
      // Asked for again when the delay has changed.
      () => undefined,
    )
  }

  /** What is live, held back until the picture has shown it; `now` is the server's time. */
  see(latest: Live, now: number): Live {
    return this.#asSeen?.see(latest, now, this.#delay) ?? latest
  }
}
