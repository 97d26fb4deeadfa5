import { backoff, jitter } from './backoff.ts'

type Options = {
  /** Usual milliseconds between two rounds of work, asked anew each time. */
  every: () => number
  /** Told after each round of work: how many have failed in a row (0 after a success), and the last error. */
  settled: (failures: number, error: unknown) => void
}

/**
 * Does one piece of work again and again, one at a time: at the usual pace while it succeeds, backing off to 15 s while it fails,
 * at once when the network or the page comes back.
 */
export class Poller {
  #work: (signal: AbortSignal) => Promise<void>
  #options: Options
  #failures = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #abort: AbortController | null = null

  constructor(work: (signal: AbortSignal) => Promise<void>, options: Options) {
    this.#work = work
    this.#options = options
  }

  start(): void {
    if (this.#abort !== null) return
    this.#abort = new AbortController()
    addEventListener('online', this.wake)
    document.addEventListener('visibilitychange', this.#whenVisible)
    void this.#turn(this.#abort.signal)
  }

  stop(): void {
    this.#abort?.abort()
    this.#abort = null
    clearTimeout(this.#timer)
    removeEventListener('online', this.wake)
    document.removeEventListener('visibilitychange', this.#whenVisible)
  }

  /** Starts the next round of work now, unless one is running. */
  wake = (): void => {
    if (this.#abort === null || this.#timer === undefined) return
    clearTimeout(this.#timer)
    void this.#turn(this.#abort.signal)
  }

  #whenVisible = (): void => {
    if (document.visibilityState === 'visible') this.wake()
  }

  async #turn(signal: AbortSignal): Promise<void> {
    this.#timer = undefined
    try {
      await this.#work(signal)
      this.#failures = 0
      this.#options.settled(0, undefined)
    } catch (error) {
      if (signal.aborted) return
      this.#failures += 1
      this.#options.settled(this.#failures, error)
    }
    if (signal.aborted) return
    const pause = this.#failures === 0 ? jitter(this.#options.every()) : backoff(this.#failures)
    this.#timer = setTimeout(() => void this.#turn(signal), pause)
  }
}
