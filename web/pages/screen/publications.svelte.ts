import type { Live } from '#contract/live.ts'
import type { Published } from './scene.ts'

/** Notes when rounds became published while this screen was watching. */
export class Publications {
  #before: Record<string, string> | null = null
  #seen = $state.raw<Published>({})

  get seen(): Published {
    return this.#seen
  }

  observe({ at, rounds }: Live): void {
    const now = Object.fromEntries(Object.entries(rounds).map(([id, { status }]) => [id, status]))
    const before = this.#before
    this.#before = now
    if (before === null) return
    const fresh = Object.keys(now).filter((id) => now[id] === 'published' && before[id] !== 'published')
    if (fresh.length === 0) return
    this.#seen = { ...this.#seen, ...Object.fromEntries(fresh.map((id) => [id, Date.parse(at)])) }
  }
}
