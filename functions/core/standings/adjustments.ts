import type { Decided } from '#contract/facts.ts'
import { add, compare, exact, sum, zero, type Exact } from '../decimal.ts'

/** What is added to a contestant's total or taken off it, all in one; null where nothing is. */
export function adjustmentOf(contestant: string, { adjustments = [] }: Decided): Exact | null {
  const own = adjustments.filter((one) => one.contestant === contestant)
  return own.length === 0 ? null : sum(own.map(({ points }) => pointsIn(points)))
}

/** Points as they are written, with a sign or without. */
export const pointsIn = (text: string): Exact => exact(text.replace('+', ''))

/** The sum of the parts with the adjustment; nobody is taken below 0. */
export function adjusted(parts: Exact, adjustment: Exact | null): Exact {
  if (adjustment === null) return parts
  const total = add(parts, adjustment)
  return compare(total, zero) < 0 ? zero : total
}
