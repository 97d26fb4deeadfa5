/** Chance that a seed repeats: the next number, from 0 up to but not including 1. */
export type Chance = () => number

/** Mulberry32, by Tommy Ettinger (public domain), seeded with a text by FNV-1a. */
export const chanceFrom = (seed: string): Chance => {
  let state = 0x811c9dc5
  for (let index = 0; index < seed.length; index++)
    state = Math.imul(state ^ seed.charCodeAt(index), 0x01000193) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A whole number from `least` to `most`, both included. */
export const wholeWithin = (chance: Chance, least: number, most: number): number =>
  least + Math.floor(chance() * (most - least + 1))

/** The same items in an order of chance (Fisher–Yates). */
export const shuffled = <Item>(chance: Chance, items: readonly Item[]): Item[] => {
  const rest = [...items]
  const taken: Item[] = []
  while (rest.length > 0) taken.push(...rest.splice(wholeWithin(chance, 0, rest.length - 1), 1))
  return taken
}
