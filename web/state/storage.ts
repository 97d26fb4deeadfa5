/** What the phone remembers. Where storage is disabled or full, it remembers until the page is closed. */
export class Storage {
  #disk: globalThis.Storage | null
  #memory = new Map<string, string>()

  constructor(open: () => globalThis.Storage | null) {
    this.#disk = attempt(open, null)
  }

  /** Whether anything outlives the page: not where storage is disabled, full or walled off. */
  get lasting(): boolean {
    return attempt(() => {
      this.#disk?.setItem('leitai/lasting', '1')
      this.#disk?.removeItem('leitai/lasting')
      return this.#disk !== null
    }, false)
  }

  /** What was written under the key, as it was, or null. It comes from outside: check its shape. */
  read(key: string): unknown {
    const text = this.#memory.get(key) ?? attempt(() => this.#disk?.getItem(`leitai/${key}`) ?? null, null)
    if (text === null) return null
    return attempt<unknown>(() => JSON.parse(text), null)
  }

  write(key: string, value: unknown): void {
    const text = JSON.stringify(value)
    const kept = attempt(() => {
      this.#disk?.setItem(`leitai/${key}`, text)
      return this.#disk !== null
    }, false)
    if (kept) this.#memory.delete(key)
    else this.#memory.set(key, text)
  }

  remove(key: string): void {
    this.#memory.delete(key)
    attempt(() => this.#disk?.removeItem(`leitai/${key}`), undefined)
  }

  /** Everything that it remembers, by key. */
  keys(): string[] {
    const onDisk = attempt(() => Object.keys(this.#disk ?? {}), [])
    const own = onDisk.filter((key) => key.startsWith('leitai/')).map((key) => key.slice('leitai/'.length))
    return [...this.#memory.keys(), ...own]
  }
}

/** Browsers throw on any touch of a storage that is disabled, full or walled off. */
function attempt<Value>(work: () => Value, otherwise: Value): Value {
  try {
    return work()
  } catch {
    return otherwise
  }
}

export const storage = new Storage(() => (typeof localStorage === 'undefined' ? null : localStorage))

/** What the tab remembers: it outlasts a reload, not the browser. */
export const tabStorage = new Storage(() => (typeof sessionStorage === 'undefined' ? null : sessionStorage))

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
