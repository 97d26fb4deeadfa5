import type { Storage } from './storage.ts'

/** Something half done that survives a closed tab: written on every change, gone once it is done. */
export class Draft<Value> {
  #value: Value
  #key: string
  #storage: Storage
  #kept = $state(false)

  /** `isValue` decides whether what the device remembers still is one. */
  constructor(storage: Storage, key: string, empty: Value, isValue: (value: unknown) => value is Value) {
    const remembered = storage.read(key)
    const found = isValue(remembered)
    this.#storage = storage
    this.#key = key
    this.#kept = found
    this.#value = $state.raw(found ? remembered : empty)
  }

  get value(): Value {
    return this.#value
  }
  set value(value: Value) {
    this.#value = value
    this.#storage.write(this.#key, value)
    this.#kept = true
  }

  /** Whether there is something on the device. */
  get kept(): boolean {
    return this.#kept
  }

  clear(empty: Value): void {
    this.#value = empty
    this.#storage.remove(this.#key)
    this.#kept = false
  }
}
