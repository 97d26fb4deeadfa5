import { randomFrom, type Random } from '#test/support/random.ts'

/**
 * Chance by name: what happens to one thing (a voter's second try, a write of one key) depends on the seed and on its name, never on who
 * was faster. A seed so brings the same faults back although the machine's timing differs.
 */
export type Chance = (...name: (string | number)[]) => Random

export const chanceFrom =
  (seed: number): Chance =>
  (...name) =>
    randomFrom(hashOf([seed, ...name].join('/')))

/** FNV-1a, 32 bits, with the last steps of MurmurHash3: names that differ in their last letter lead to quite different chances. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Whether something happens that happens so often in a hundred. */
export const happens = (random: Random, percent: number): boolean => random.within(1, 100) <= percent

/** The same items in another order (Fisher–Yates). */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.within(0, last)
    const [one, two] = [order[last], order[other]]
    if (one !== undefined && two !== undefined) [order[last], order[other]] = [two, one]
  }
  return order
}
