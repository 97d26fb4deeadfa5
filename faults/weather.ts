import { happens, type Chance } from './chance.ts'
import { broken, type Fate, type Network, throttled } from './network.ts'
import type { Air } from './phone.ts'

/** Bad conditions, named by how often in a hundred each thing happens. */

export type AirConditions = { requestLost?: number; answerLost?: number; again?: number; late?: number }

/** What happens to the tries of one voter's request. */
export const airFor =
  (chance: Chance, { requestLost = 0, answerLost = 0, again = 0, late = 0 }: AirConditions) =>
  (voter: string, request: string) =>
  (nth: number): Air => {
    const random = chance('air', voter, request, nth)
    const isLost = random.within(1, 100)
    return {
      ...(isLost <= requestLost && { lost: 'request' as const }),
      ...(isLost > requestLost && isLost <= requestLost + answerLost && { lost: 'answer' as const }),
      ...(happens(random, late) && { delay: random.within(1, 60) }),
      ...(happens(random, again) && { again: random.within(1, 90) }),
    }
  }

export type StoreConditions = {
  throttled?: number
  broken?: number
  answerLost?: number
  slow?: number
}

/** From now on the process's way to the store is like this. */
export function setWeather(
  network: Network,
  chance: Chance,
  { throttled: full = 0, broken: down = 0, answerLost = 0, slow = 0 }: StoreConditions,
): void {
  network.fate = ({ operation, table, key, nth }): Fate => {
    const random = chance('store', operation, table, key, nth)
    const fault = random.within(1, 100)
    return {
      ...(happens(random, slow) && { delay: random.within(1, 40) }),
      ...(fault <= full && { refused: throttled }),
      ...(fault > full && fault <= full + down && { refused: broken }),
      ...(fault > full + down && fault <= full + down + answerLost && { answerLost: true as const }),
    }
  }
}
