import type { Scenario } from './scenario.ts'
import { scenario as answersLost } from './scenarios/answers-lost-and-repeated.ts'

/** Every scenario by the name of its file. */
export const scenarios: Record<string, Scenario> = {
  'answers-lost-and-repeated': answersLost,
}
