import type { TieBreak } from '#contract/contest.ts'
import { compare, zero, type Exact } from '../decimal.ts'
import { countOf, type Counted } from './counted.ts'
import type { Row } from './rows.ts'

/** Below zero when `a` comes first, above zero when `b` does, 0 when nothing separates them: they share a rank. */
export function compareRows(a: Row, b: Row, ties: readonly TieBreak[]): number {
  const byTotal = compare(b.total, a.total)
  if (byTotal !== 0) return byTotal
  for (const tie of ties) {
    const byStep = compareBy(tie, a, b)
    if (byStep !== 0) return byStep
  }
  return 0
}

/** The step that separates two rows with the same total; undefined where their totals do, or nothing. */
export const separating = (a: Row, b: Row, ties: readonly TieBreak[]): TieBreak | undefined =>
  compare(a.total, b.total) === 0 ? ties.find((tie) => compareBy(tie, a, b) !== 0) : undefined

function compareBy(tie: TieBreak, a: Row, b: Row): number {
  switch (tie.by) {
    case 'panel':
      return compare(pointsIn(b, tie.panel), pointsIn(a, tie.panel))
    case 'criterion':
      return compare(criterionIn(b, tie.panel, tie.criterion), criterionIn(a, tie.panel, tie.criterion))
    case 'voters':
      return votersIn(b, tie.panel) - votersIn(a, tie.panel)
    case 'countback':
      return countback(worthIn(a, tie.panel), worthIn(b, tie.panel))
    case 'exact':
      return compare(b.unroundedTotal, a.unroundedTotal)
    case 'order':
      return a.order - b.order
  }
}

const pointsIn = (row: Row, panel: string): Exact => row.panels.get(panel)?.points?.announced ?? zero

const criterionIn = (row: Row, panel: string, criterion: string): Exact =>
  row.panels.get(panel)?.criteria.get(criterion) ?? zero

const worthIn = (row: Row, panel: string): readonly Counted[] => row.panels.get(panel)?.worth ?? []

const votersIn = (row: Row, panel: string): number =>
  countOf(worthIn(row, panel).filter(({ value }) => compare(value, zero) > 0))

/** Whoever has more of the best mark comes first; if both have as many, of the next best, and so on. */
function countback(a: readonly Counted[], b: readonly Counted[]): number {
  const marks = [...a, ...b.map(({ value, count }) => ({ value, count: -count }))]
  let lead = 0
  let last: Exact | null = null
  for (const { value, count } of marks.sort((x, y) => compare(y.value, x.value))) {
    if (last && compare(last, value) !== 0 && lead !== 0) break
    lead += count
    last = value
  }
  return -lead
}
