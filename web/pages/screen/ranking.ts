import type { Panel, Round } from '#contract/contest.ts'
import type { LiveRound, Standing, Turnout } from '#contract/live.ts'

/** One line of the ranking: a row, or a place that is kept back. */
export type Slot = { key: string; standing: Standing | null }

/** Every place of a ranking with `rows` places, best first; those above the ones that the document carries are kept back. */
export const slotsOf = ({ standings }: Pick<LiveRound, 'standings'>, rows: number): Slot[] => {
  const shown = standings ?? []
  const hidden = Math.max(0, rows - shown.length)
  return [
    ...Array.from({ length: hidden }, (_, index) => ({ key: `hidden ${index}`, standing: null })),
    ...shown.map((standing) => ({ key: standing.contestant, standing })),
  ]
}

const inOneColumn = 10
const onOnePage = 20

export const columnsFor = (slots: number): 1 | 2 => (slots > inOneColumn ? 2 : 1)

/** Pages of at most twenty places: more cannot be read from the last row. */
export const pagesOf = (slots: Slot[]): Slot[][] =>
  Array.from({ length: Math.ceil(slots.length / onOnePage) }, (_, page) =>
    slots.slice(page * onOnePage, (page + 1) * onOnePage),
  )

/** The page with the place that was revealed last. */
export const pageBeingRevealed = (pages: Slot[][]): number =>
  Math.max(
    0,
    pages.findIndex((page) => page.some(({ standing }) => standing !== null)),
  )

/** The most points that a panel can give to one contestant. */
const mostPoints = ({ electorate, ballot }: Panel, turnout: Turnout): number => {
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

/** The highest total that a round can give: what a full bar stands for. It does not depend on who leads. */
export const fullMarks = ({ panels }: Round, turnout: Turnout): number =>
  panels.reduce((sum, panel) => sum + (mostPoints(panel, turnout) * (panel.weight ?? 100)) / 100, 0)

/** Length of a bar in percent of the track. For drawing only: floats never go into a figure. */
export const barOf = (total: string, full: number): number =>
  full <= 0 ? 0 : Math.min(100, Math.max(0, (100 * Number(total)) / full))
