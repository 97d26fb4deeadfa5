import { until } from './until.ts'

/** So often a part is asked for before somebody has to ask again; with growing pauses that is about three minutes. */
const mostTries = 15

/** The address of a script that could not be had, as browsers tell it. */
const named = (error: unknown): string | undefined =>
  /(?:https?:\/)?\/\S+\.js/.exec(error instanceof Error ? error.message : '')?.[0]

/**
 * A part of a page that comes after its first sight, or when it is needed. What the network loses is asked for again, a few minutes long and
 * whenever the network or the page comes back; then somebody has to ask.
 */
export class Late<Part> {
  #load: () => Promise<Part>
  #part = $state.raw<Part | null>(null)
  #failures = $state(0)
  #tries = 0
  #address: string | undefined
  #asked = false

  /** `load` is an `import(…)`. */
  constructor(load: () => Promise<Part>) {
    this.#load = load
  }

  /** Null until it is there. */
  get part(): Part | null {
    return this.#part
  }
  /** Whether it could not be had so far. */
  get failing(): boolean {
    return this.#part === null && this.#failures > 0
  }
  /** Whether it is not asked for any more until somebody does. */
  get givenUp(): boolean {
    return this.failing && this.#failures >= mostTries
  }

  /** Begins to load, once. */
  begin(): void {
    if (this.#asked) return
    this.#asked = true
    until(
      async () => {
        this.#part = await this.#try()
      },
      (problem, giveUp) => {
        if (problem !== null && ++this.#failures >= mostTries) giveUp()
      },
    )
  }

  /** Begins anew after it was given up. */
  again(): void {
    this.#asked = false
    this.#failures = 0
    this.begin()
  }

  /** Browsers remember that a script could not be had, and never ask for that address again: under another it is the same file. */
  async #try(): Promise<Part> {
    const nth = ++this.#tries
    try {
      const address = this.#address
      return address === undefined
        ? await this.#load()
        : ((await import(/* @vite-ignore */ `${address}?again=${nth}`)) as Part)
    } catch (error) {
      this.#address ??= named(error)
      throw error
    }
  }
}
