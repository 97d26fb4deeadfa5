import { storage } from './storage.ts'

/** Large type is a choice of the person, not of the contest: remembered for every page. */
class LargeType {
  #on = $state(storage.read('large-type') === true)

  get on(): boolean {
    return this.#on
  }

  set on(on: boolean) {
    this.#on = on
    storage.write('large-type', on)
    this.apply()
  }

  apply(): void {
    if (this.#on) document.documentElement.dataset.type = 'large'
    else delete document.documentElement.dataset.type
  }
}

export const largeType = new LargeType()
