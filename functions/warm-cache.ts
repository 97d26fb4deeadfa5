/**
 * What a warm function remembers from one request to the next: at most `most` entries, of which the one that was longest unused goes
 * first. A function may live for hours and see any number of contests, voters and keys; nothing in it may grow with them.
 */
export class WarmCache<Value> {
  readonly #entries = new Map<string, Value>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  get size(): number {
    return this.#entries.size
  }

  get(name: string): Value | undefined {
    const value = this.#entries.get(name)
    if (value === undefined) return undefined
    this.#entries.delete(name)
    this.#entries.set(name, value)
    return value
  }

  set(name: string, value: Value): void {
    this.#entries.delete(name)
    this.#entries.set(name, value)
    const [oldest] = this.#entries.keys()
    if (this.#entries.size > this.#most && oldest !== undefined) this.#entries.delete(oldest)
  }

  delete(name: string): void {
    this.#entries.delete(name)
  }
}
