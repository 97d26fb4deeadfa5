import type { Standing } from '#contract/live.ts'
import { tick } from 'svelte'
import { rankWords } from '../i18n/ranking.ts'
import { placesOf, travelFrom } from './travel.ts'

/** So many places that a reveal keeps back have a row each; more of them share one. */
const mostHeld = 12

/** What stands at the places that are not out yet, from the first on. */
export const heldPlaces = (hidden: number): string[] =>
  hidden > mostHeld
    ? [rankWords.placesTo(hidden)]
    : Array.from({ length: hidden }, (_, index) => String(index + 1))

/** Rows of a ranking. While a finger is on the list its figures change in place; the rows travel when it is lifted. */
export class RestingRows {
  #standings: () => Standing[]
  #touched = $state.raw<readonly string[] | null>(null)

  constructor(standings: () => Standing[]) {
    this.#standings = standings
  }

  get rows(): Standing[] {
    return this.#touched === null ? this.#standings() : inOrder(this.#standings(), this.#touched)
  }

  touch = (): void => {
    this.#touched = this.#standings().map(({ contestant }) => contestant)
  }
  lift = (): void => {
    this.#touched = null
  }
}

function inOrder(all: Standing[], order: readonly string[]): Standing[] {
  const placeOf = ({ contestant }: Standing) => order.indexOf(contestant) + 1 || order.length + 1
  return [...all].sort((a, b) => placeOf(a) - placeOf(b))
}

/** Lets rows that change places travel from where they stood. */
export class TravellingRows {
  #seen: readonly string[] = []

  /** To be told before the page changes. */
  order(rows: readonly Standing[], list: HTMLElement | undefined): void {
    const order = rows.map(({ contestant }) => contestant)
    const moves = order.some((id, index) => id !== this.#seen[index])
    this.#seen = order
    if (list === undefined || !moves) return
    const before = placesOf(list)
    void tick().then(() => travelFrom(before, list))
  }
}
