/** Chance that a seed repeats: a failing test names its seed, and the seed brings the failure back. */
export type Random = {
  /** A whole number from `least` to `most`, both included. */
  within(least: number, most: number): number
  of<Item>(items: readonly Item[]): Item
  /** None to `most` different items. */
  some<Item>(items: readonly Item[], most: number): Item[]
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
  return {
    within,
    of,
    some: (items, most) => [...new Set(Array.from({ length: within(0, most) }, () => of(items)))],
  }
}
