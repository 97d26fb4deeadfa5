/** How many codes that nobody holds are answered as such in one window; beyond that the answer is to wait. */
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
 * A limit on wrong codes only: a right one is looked up and opens in any case, because behind one address sits a whole hall, and one
 * of it could lock out all others. So it does not stop a guesser from going on, and need not: a code has 60 random bits, and who tries a
 * thousand a second needs more than thirty thousand years to hit one of a million codes. Who is told to wait learns that this
 * code is wrong, as before, and nothing else. It keeps guessing visible, and dear for who waits as told. Each warm function counts for itself; on
 * AWS the gateway and the firewall bound what reaches all of them together.
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
