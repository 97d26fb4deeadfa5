type Sample = {
  /** The server's time in what it sent, epoch milliseconds. */
  server: number
  /** The device's `Date.now()` when it arrived. */
  arrived: number
  /** The device's `performance.now()` at the same moment; tells when the device's clock was set anew. */
  monotonic: number
  /** Milliseconds from asking to arrival, where somebody asked. */
  roundTrip?: number
}

/**
 * How far the server's clock is ahead of this device's, however wrong the device's may be.
 *
 * Whatever the server sent, it sent before it arrived, and a cache only makes it older. So `server - arrived` is never above
 * the truth, and the largest one seen is the nearest to it; half of the shortest round trip is added for the way.
 */
export class ClockEstimate {
  #ahead: number | null = null
  #shortest = Number.POSITIVE_INFINITY
  #drift: number | null = null

  observe({ server, arrived, monotonic, roundTrip }: Sample): void {
    const drift = arrived - monotonic
    const wasSet = this.#drift !== null && Math.abs(drift - this.#drift) > 500
    if (wasSet) this.#ahead = null
    this.#drift = drift
    this.#ahead = Math.max(this.#ahead ?? Number.NEGATIVE_INFINITY, server - arrived)
    this.#shortest = Math.min(this.#shortest, roundTrip ?? Number.POSITIVE_INFINITY)
  }

  /** Milliseconds to add to `Date.now()`; 0 before anything was heard. */
  get offset(): number {
    if (this.#ahead === null) return 0
    return this.#ahead + (Number.isFinite(this.#shortest) ? this.#shortest / 2 : 0)
  }
}
