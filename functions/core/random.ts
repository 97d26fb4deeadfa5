/** Chance that a seed repeats: a failing test names its seed, and the seed brings the failure back. */
export type Random = {
  /** A whole number from `least` to `most`, both included. */
  within(least: number, most: number): number
  of<Item>(items: readonly Item[]): Item
  /** None to `most` different items. */
  some<Item>(items: readonly Item[], most: number): Item[]
  /** The same items in another order (Fisher–Yates). */
  shuffled<Item>(items: readonly Item[]): Item[]
}

/** Mulberry32, by Tommy Ettinger (public domain). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const within = (least: number, most: number): number =>
    least + Math.floor(next() * (Math.floor(most) - least + 1))
  const of = <Item>(items: readonly Item[]): Item => {
    const item = items[within(0, items.length - 1)]
    if (item === undefined) throw new Error('there is nothing to choose from')
    return item
  }
  const shuffled = <Item>(items: readonly Item[]): Item[] => {
    const order = [...items]
    for (let last = order.length - 1; last > 0; last--) {
      const other = within(0, last)
      const [one, two] = [order[last], order[other]]
      if (one !== undefined && two !== undefined) [order[last], order[other]] = [two, one]
    }
    return order
  }
  return {
    within,
    of,
    some: (items, most) => [...new Set(Array.from({ length: within(0, most) }, () => of(items)))],
    shuffled,
  }
}

/** Chance by name: what happens to one thing (a voter's second try) depends on its name, never on who was faster. */
export const randomNamed = (...name: readonly (string | number)[]): Random =>
  randomFrom(hashOf(name.join('/')))

/** FNV-1a, 32 bits, with the last steps of MurmurHash3: names that differ in their last letter lead to quite different chances. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
