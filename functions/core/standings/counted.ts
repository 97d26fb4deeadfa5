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

/**
 * The mean without the `high` highest and `low` lowest marks, unrounded; the plain mean when there are fewer than `atLeast`
 * marks (`high + low + 1` unless given). Of equal marks one is left out, not all. Null when there are no marks.
 */
export function trimmedMean(marks: readonly Counted[], drop: Drop = { high: 0, low: 0 }): Exact | null {
  const { high, low, atLeast = high + low + 1 } = drop
  const end = countOf(marks) - high
  if (countOf(marks) < atLeast) return mean(marks)

  let position = 0
  const kept = marks
    .toSorted((a, b) => compare(a.value, b.value))
    .map(({ value, count }) => {
      const from = Math.max(position, low)
      position += count
      return { value, count: Math.max(0, Math.min(position, end) - from) }
    })
  return mean(kept)
}
