import type { Panel, Round } from '#contract/contest.ts'
import type { Convert } from '#contract/convert.ts'
import type { Standing, Turnout } from '#contract/live.ts'

/** One line of the ranking: a row, or a place that is kept back. */
export type Slot = { key: string; standing: Standing | null }

/**
 * Every place of a ranking, best first, with the first `kept` of them kept back. The document carries no more than its first rows; those
 * that come after them are not here.
 */
export const slotsOf = (shown: readonly Standing[], kept: number): Slot[] => [
  ...Array.from({ length: kept }, (_, index) => ({ key: `kept ${index}`, standing: null })),
  ...shown.map((standing) => ({ key: standing.contestant, standing })),
]

const inOneColumn = 10
/** Two columns of sixteen: with more, names would be too small for the last row. */
const onOnePage = 32

export const columnsFor = (slots: number): 1 | 2 => (slots > inOneColumn ? 2 : 1)

/** As few pages as there can be for so many places, all equally long, as far as there are slots for them. */
export function pagesOf(slots: Slot[], places = slots.length): Slot[][] {
  const onEach = Math.ceil(places / Math.ceil(places / onOnePage))
  const pages = Math.ceil(slots.length / onEach)
  return Array.from({ length: pages }, (_, page) => slots.slice(page * onEach, (page + 1) * onEach))
}

/** The page with the place that was revealed last. */
export const pageBeingRevealed = (pages: Slot[][]): number =>
  Math.max(
    0,
    pages.findIndex((page) => page.some(({ standing }) => standing !== null)),
  )

/** The page with a contestant's row; the first, while there is none. */
export const pageOf = (pages: Slot[][], contestant: string | undefined): number =>
  Math.max(
    0,
    pages.findIndex((page) => page.some(({ standing }) => standing?.contestant === contestant)),
  )

/** The most points that a panel can give to one contestant. */
function mostPoints({ electorate, ballot, convert }: Panel, turnout: Turnout): number {
  if (convert) return mostConverted(convert)
  const cast = turnout[electorate]?.cast ?? 0
  switch (ballot.kind) {
    case 'choose':
      return ballot.measure === 'votes' ? cast : 100
    case 'grade':
      return typeof ballot.measure === 'object'
        ? 100
        : Math.max(...ballot.grades.map(({ value }) => value ?? 0))
    case 'score':
      return ballot.criteria.reduce((sum, { max, factor = 1 }) => sum + max * factor, 0)
    case 'rank':
      return ballot.measure === 'percent' ? 100 : cast * (ballot.points[0] ?? 0)
    default:
      return ballot satisfies never
  }
}

function mostConverted(convert: Convert): number {
  if (convert.by === 'band')
    return Math.max(...convert.bands.map(({ points }) => points), convert.unless?.points ?? 0)
  return 'points' in convert ? Math.max(...convert.points) : convert.full
}

/** The highest total that a round can give: what a full bar stands for. It does not depend on who leads. */
export const fullMarks = ({ panels }: Round, turnout: Turnout): number =>
  panels.reduce((sum, panel) => sum + (mostPoints(panel, turnout) * (panel.weight ?? 100)) / 100, 0)

/** Length of a bar in percent of the track, also of points below zero. For drawing only: floats never go into a figure. */
export const barOf = (total: number, full: number): number =>
  full <= 0 ? 0 : Math.min(100, (100 * Math.abs(total)) / full)

/** A row's bars in percent of the track; in a reveal of two parts how much of it was there first, and whether all of it is. */
export type Drawing = {
  bar: number
  /** It stands for points below zero. */
  below?: boolean
  parts?: { first: number; whole: boolean }
}
