import { randomNamed, type Random } from '#core/random.ts'

/** Chance by name, of one run: its seed brings the same faults back although the machine's timing differs. */
export type Chance = (...name: (string | number)[]) => Random

export const chanceFrom =
  (seed: number): Chance =>
  (...name) =>
    randomNamed(seed, ...name)

/** Whether something happens that happens so often in a hundred. */
export const happens = (random: Random, percent: number): boolean => random.within(1, 100) <= percent
