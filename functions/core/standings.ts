import type { Contest, Round } from '#contract/contest.ts'
import type { PanelFigures, Standing } from '#contract/live.ts'
import { figure, zero } from './decimal.ts'
import { decimalsOf } from './round.ts'
import { inCut } from './standings/cut.ts'
import { readTally } from './standings/read-tally.ts'
import { rowsOf, type PanelRow, type Row } from './standings/rows.ts'
import { compareRows } from './standings/tie-breaks.ts'
import type { Tally } from './tally.ts'

export { quorumMissed } from './standings/quorum.ts'

/**
 * The round's contestants by a tally, best first, equal ranks in running order. `eligible` says how many may vote in each
 * electorate, null where anyone may; throws where a panel's base is a number of eligible voters that is not given.
 */
export function standingsOf(
  contest: Contest,
  round: Round,
  tally: Tally,
  eligible: Record<string, number | null>,
): Standing[] {
  const decimals = decimalsOf(contest)
  const ranks = sharedRanks(rowsOf(contest, round, readTally(round, tally, eligible)), round)
  return ranks.flatMap(({ before, equals }) =>
    equals.map((row) => ({
      contestant: row.contestant,
      rank: before + 1,
      tied: equals.length > 1,
      total: figure(row.total, decimals),
      panels: Object.fromEntries([...row.panels].map(([id, panel]) => [id, panelFigures(panel, decimals)])),
      ...(round.cut && { inCut: inCut(round.cut, before, equals.length) }),
    })),
  )
}

/** Rows that nothing separates stand together; `before` is how many are ahead of them. */
type Rank = { before: number; equals: Row[] }

function sharedRanks(rows: readonly Row[], { ties = [] }: Round): Rank[] {
  const ranks: Rank[] = []
  for (const [before, row] of rows.toSorted((a, b) => compareRows(a, b, ties)).entries()) {
    const last = ranks.at(-1)
    const [equal] = last?.equals ?? []
    if (last && equal && compareRows(equal, row, ties) === 0) last.equals.push(row)
    else ranks.push({ before, equals: [row] })
  }
  return ranks
}

function panelFigures({ points, part, shown }: PanelRow, decimals: number): PanelFigures {
  return {
    points: figure(points?.announced ?? zero, decimals),
    part: figure(part, decimals),
    ...shown,
    ...(points === null && { noPoints: true as const }),
  }
}
