/** Tells sleeping readers that something was probably written, so that they need not poll busily. */
export class Wake {
  #count = 0
  readonly #sleepers = new Set<() => void>()

  /** How often it was poked; a reader remembers it before it reads, so that no poke between reading and sleeping is lost. */
  get count(): number {
    return this.#count
  }

  poke(): void {
    this.#count++
    for (const rouse of this.#sleepers) rouse()
  }

  /** Sleeps until there were more pokes than `seen`, the time is over, or the signal aborts. */
  async sleep(seen: number, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.#count > seen || signal.aborted) return
    await new Promise<void>((resolve) => {
      const rouse = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', rouse)
        this.#sleepers.delete(rouse)
        resolve()
      }
      const timer = setTimeout(rouse, milliseconds)
      signal.addEventListener('abort', rouse)
      this.#sleepers.add(rouse)
    })
  }
}
