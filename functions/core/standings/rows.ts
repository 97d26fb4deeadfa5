import type { Contest, Panel, Round } from '#contract/contest.ts'
import type { Decided } from '#contract/facts.ts'
import { divide, exact, hundred, multiply, round as rounded, sum, zero, type Exact } from '../decimal.ts'
import { contestantsOf, decimalsOf } from '../round.ts'
import { adjusted, adjustmentOf } from './adjustments.ts'
import { converted, type PanelColumn } from './convert.ts'
import { panelPoints } from './panel-points.ts'
import type { PanelPoints } from './points.ts'
import type { PanelTally } from './read-tally.ts'

/** A contestant's way to the total, before anybody is ranked. */
export type Row = {
  contestant: string
  order: number
  total: Exact
  /** What people added or took off; null where they did neither. */
  adjusted: Exact | null
  unroundedTotal: Exact
  panels: ReadonlyMap<string, PanelRow>
}

/** `part` is what the panel's points bring into the total: × weight ÷ 100, rounded. */
export type PanelRow = PanelPoints & { part: Exact; unroundedPart: Exact }

/** One row per contestant, in running order. */
export function rowsOf(
  contest: Contest,
  round: Round,
  panels: ReadonlyMap<string, PanelTally>,
  decided: Decided,
): Row[] {
  const decimals = decimalsOf(contest)
  const ids = contestantsOf(contest, round).map(({ id }) => id)
  const columns = round.panels.flatMap((panel) => {
    const tally = panels.get(panel.electorate)
    if (!tally) return []
    const column: PanelColumn = new Map(ids.map((id) => [id, panelPoints(panel, tally, id, decimals)]))
    return [{ panel, points: converted(panel, column, outOf(decided), decimals) }]
  })
  return ids.map((id, order) => {
    const row = new Map<string, PanelRow>()
    for (const { panel, points } of columns) {
      const own = points.get(id)
      if (own) row.set(panel.electorate, panelRow(panel, own, decimals))
    }
    const parts = [...row.values()]
    const adjustment = adjustmentOf(id, decided)
    return {
      contestant: id,
      order,
      total: adjusted(sum(parts.map(({ part }) => part)), adjustment),
      adjusted: adjustment,
      unroundedTotal: adjusted(sum(parts.map(({ unroundedPart }) => unroundedPart)), adjustment),
      panels: row,
    }
  })
}

/** Who takes no place: without marks somebody is still one of the round. */
const outOf = ({ unranked = {} }: Decided): ReadonlySet<string> =>
  new Set(Object.entries(unranked).flatMap(([id, why]) => (why === 'no-marks' ? [] : [id])))

function panelRow({ weight = 100 }: Panel, own: PanelPoints, decimals: number): PanelRow {
  const share = divide(exact(weight), hundred)
  return {
    ...own,
    part: rounded(multiply(own.points?.announced ?? zero, share), decimals),
    unroundedPart: multiply(own.points?.unrounded ?? zero, share),
  }
}
