import { until } from './until.ts'

/** So often a part is asked for before somebody has to ask again; with growing pauses that is about three minutes. */
const mostTries = 15

/** Browsers remember that a script or a style sheet could not be had, and never ask for that address again: another one is the same file. */
const otherAddress = (address: string, nth: number): string => `${address}?again=${nth}`

const named = (error: unknown, sort: 'js' | 'css'): string | undefined =>
  new RegExp(`(?:https?:/)?/\\S+\\.${sort}`).exec(error instanceof Error ? error.message : '')?.[0]

/** Puts a style sheet on the page that was not to be had before. */
const addStyles = (href: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = href
    link.onload = () => resolve()
    link.onerror = () => reject(new Error(`No styles ${href}`))
    document.head.append(link)
  })

/**
 * A part of a page that comes after its first sight, or when it is needed. What the network loses is asked for again, a few minutes long and
 * whenever the network or the page comes back; then somebody has to ask.
 */
export class Late<Part> {
  #load: () => Promise<Part>
  #part = $state.raw<Part | null>(null)
  #failures = $state(0)
  #tries = 0
  #last: unknown
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

  async #try(): Promise<Part> {
    const nth = ++this.#tries
    try {
      const styles = named(this.#last, 'css')
      if (styles !== undefined) await addStyles(otherAddress(styles, nth))
      const script = named(this.#last, 'js')
      if (script === undefined) return await this.#load()
      return (await import(/* @vite-ignore */ otherAddress(script, nth))) as Part
    } catch (error) {
      this.#last = this.#last === undefined || named(error, 'js') || named(error, 'css') ? error : this.#last
      throw error
    }
  }
}
