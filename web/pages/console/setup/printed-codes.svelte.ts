import { SvelteSet } from 'svelte/reactivity'
import { isRecord, type Storage } from '../../../state/storage.ts'

/** Whose codes in force were printed or downloaded on this device. Nobody else knows, and codes themselves are kept nowhere. */
export class PrintedCodes {
  #storage: Storage
  #key: string
  readonly #ids = new SvelteSet<string>()

  constructor(contest: string, storage: Storage) {
    this.#storage = storage
    this.#key = `${contest}/console/printed`
    const kept = storage.read(this.#key)
    const ids = isRecord(kept) && Array.isArray(kept.ids) ? kept.ids : []
    for (const id of ids) if (typeof id === 'string') this.#ids.add(id)
  }

  has(id: string): boolean {
    return this.#ids.has(id)
  }

  add(ids: Iterable<string>): void {
    for (const id of ids) this.#ids.add(id)
    this.#write()
  }

  /** These people have new codes, or left. */
  forget(ids: readonly string[]): void {
    const known = ids.filter((id) => this.#ids.delete(id))
    if (known.length > 0) this.#write()
  }

  #write(): void {
    this.#storage.write(this.#key, { ids: [...this.#ids] })
  }
}
