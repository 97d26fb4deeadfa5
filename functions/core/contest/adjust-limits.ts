import type { AdjustmentWhy } from '#contract/actions.ts'
import type { Adjust } from '#contract/contest.ts'
import { compare, exact, subtract, zero, type Exact } from '#core/decimal.ts'

type Overtime = NonNullable<Adjust['overtime']>

/** Between what a contestant's points for one reason may lie, all of them together: a mistake is put right by points of the other sign. */
export function mostOf(adjust: Adjust | undefined, why: AdjustmentWhy): { least: Exact; most: Exact } {
  const nothing = { least: zero, most: zero }
  if (why === 'bonus') return adjust?.bonus ? { least: zero, most: exact(adjust.bonus.most) } : nothing
  if (why === 'deduct')
    return adjust?.deduct ? { least: negative(exact(adjust.deduct.most)), most: zero } : nothing
  return adjust?.overtime ? { least: worst(adjust.overtime), most: zero } : nothing
}

/** What a speech of so many milliseconds costs by the table, zero or less; `over`: whole seconds above the limit, rounded up. */
export function overtimeOf({ limit, under, steps }: Overtime, ms: number): { over: number; points: Exact } {
  const over = Math.max(0, Math.ceil(ms / 1_000) - limit)
  if (under && ms < under.below * 1_000) return { over, points: taken(under.points) }
  const step = steps.findLast((one) => one.over <= over)
  return { over, points: step ? taken(step.points) : zero }
}

const worst = ({ under, steps }: Overtime): Exact =>
  [...steps, ...(under ? [under] : [])]
    .map(({ points }) => taken(points))
    .reduce((least, one) => (compare(one, least) < 0 ? one : least), zero)

const negative = (value: Exact): Exact => subtract(zero, value)

/** Tables are written with a minus sign or without: either way it is taken away. */
function taken(points: number): Exact {
  const value = exact(points)
  return compare(value, zero) > 0 ? negative(value) : value
}
