import type { Contest, Panel, Round } from '#contract/contest.ts'
import { divide, exact, hundred, multiply, round as rounded, sum, zero, type Exact } from '../decimal.ts'
import { contestantsOf, decimalsOf } from '../round.ts'
import { panelPoints } from './panel-points.ts'
import type { PanelPoints } from './points.ts'
import type { PanelTally } from './read-tally.ts'

/** A contestant's way to the total, before anybody is ranked. */
export type Row = {
  contestant: string
  order: number
  total: Exact
  unroundedTotal: Exact
  panels: ReadonlyMap<string, PanelRow>
}

/** `part` is what the panel's points bring into the total: × weight ÷ 100, rounded. */
export type PanelRow = PanelPoints & { part: Exact; unroundedPart: Exact }

/** One row per contestant, in running order. */
export function rowsOf(contest: Contest, round: Round, panels: ReadonlyMap<string, PanelTally>): Row[] {
  const decimals = decimalsOf(contest)
  return contestantsOf(contest, round).map(({ id }, order) => {
    const row = new Map<string, PanelRow>()
    for (const panel of round.panels) {
      const tally = panels.get(panel.electorate)
      if (tally) row.set(panel.electorate, panelRow(panel, panelPoints(panel, tally, id, decimals), decimals))
    }
    const parts = [...row.values()]
    return {
      contestant: id,
      order,
      total: sum(parts.map(({ part }) => part)),
      unroundedTotal: sum(parts.map(({ unroundedPart }) => unroundedPart)),
      panels: row,
    }
  })
}

function panelRow({ weight = 100 }: Panel, own: PanelPoints, decimals: number): PanelRow {
  const share = divide(exact(weight), hundred)
  return {
    ...own,
    part: rounded(multiply(own.points?.announced ?? zero, share), decimals),
    unroundedPart: multiply(own.points?.unrounded ?? zero, share),
  }
}
