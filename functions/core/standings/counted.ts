import { add, compare, divide, exact, multiply, type Exact, zero } from '../decimal.ts'

/** A value, and how often it was given. */
export type Counted = { value: Exact; count: number }

/** Marks to leave out before the mean, and how many marks there must be for that. */
export type Drop = { high: number; low: number; atLeast?: number | undefined }

export const countOf = (marks: readonly { count: number }[]): number =>
  marks.reduce((total, { count }) => total + count, 0)

export function sumOf(marks: readonly Counted[]): Exact {
  return marks.reduce((total, { value, count }) => add(total, multiply(value, exact(count))), zero)
}

/** The mean of all marks, unrounded; null when there are none. */
export const mean = (marks: readonly Counted[]): Exact | null =>
  countOf(marks) === 0 ? null : divide(sumOf(marks), exact(countOf(marks)))

const all: Drop = { high: 0, low: 0 }

/**
 * Marks from the lowest up: the `low` lowest and the `high` highest, which a trimmed mean leaves out, apart from the rest. None are left out
 * when there are fewer than `atLeast` marks (`high + low + 1` unless given). Of equal marks one is left out, not all.
 */
export function sortedOut(
  marks: readonly Counted[],
  { high, low, atLeast = high + low + 1 }: Drop = all,
): { low: Counted[]; kept: Counted[]; high: Counted[] } {
  const sorted = marks.toSorted((a, b) => compare(a.value, b.value))
  const total = countOf(marks)
  if (total < atLeast) return { low: [], kept: sorted, high: [] }
  const end = Math.max(total - high, low)
  return { low: part(sorted, 0, low), kept: part(sorted, low, end), high: part(sorted, end, total) }
}

/** The marks from one position up to another. */
function part(sorted: readonly Counted[], from: number, to: number): Counted[] {
  let position = 0
  return sorted.flatMap(({ value, count }) => {
    const start = Math.max(position, from)
    position += count
    const inside = Math.min(position, to) - start
    return inside > 0 ? [{ value, count: inside }] : []
  })
}

/** The mean of what is not left out, unrounded. Null when there are no marks. */
export const trimmedMean = (marks: readonly Counted[], drop?: Drop): Exact | null =>
  mean(sortedOut(marks, drop).kept)
