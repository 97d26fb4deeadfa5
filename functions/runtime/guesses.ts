/** How many codes that nobody holds are looked up in one window. */
export type GuessLimits = {
  windowMs: number
  /** Of one address, behind which a whole hall may sit and mistype. */
  perAddress: number
  /** Of all addresses together; from then on… */
  inTotal: number
  /** …an address is heard until it has failed so often. */
  whenSpent: number
}

/**
 * A code has 60 random bits: at these limits an address needs more than three hundred million years to hit one of a million codes.
 * Each warm function counts for itself; on AWS the gateway bounds what reaches all of them together.
 */
export const guessLimits: GuessLimits = {
  windowMs: 300_000,
  perAddress: 1_000,
  inTotal: 10_000,
  whenSpent: 3,
}

const mostAddresses = 100_000

/** Counts codes that led nowhere, by address and together, and says who has to wait. A code that is right costs nothing. */
export class Guesses {
  readonly #limits: GuessLimits
  readonly #failed = new Map<string, number>()
  #total = 0
  #since = 0

  constructor(limits: GuessLimits) {
    this.#limits = limits
  }

  /** Whole seconds until the address may try again; 0 when it may now. `now` in milliseconds. */
  waitFor(address: string, now: number): number {
    const { windowMs, perAddress, inTotal, whenSpent } = this.#limits
    if (now - this.#since >= windowMs) return 0
    const most = this.#total < inTotal ? perAddress : whenSpent
    const isSpent = (this.#failed.get(address) ?? 0) >= most
    return isSpent ? Math.ceil((this.#since + windowMs - now) / 1_000) : 0
  }

  countFailure(address: string, now: number): void {
    if (now - this.#since >= this.#limits.windowMs || this.#failed.size >= mostAddresses) {
      this.#failed.clear()
      this.#total = 0
      this.#since = now
    }
    this.#failed.set(address, (this.#failed.get(address) ?? 0) + 1)
    this.#total++
  }
}
