import type { Panel } from '#contract/contest.ts'
import { recusedCriterion } from '../ballot/mark.ts'
import { countOf } from './counted.ts'
import { choosePoints, type Recused } from './choose-points.ts'
import { gradePoints } from './grade-points.ts'
import type { PanelPoints } from './points.ts'
import { rankPoints } from './rank-points.ts'
import type { Electors, GivenMarks, PanelTally } from './read-tally.ts'
import { scorePoints } from './score-points.ts'

/** A contestant's points in a panel, before its weight. Figures are rounded to `decimals` places as they arise. */
export function panelPoints(
  panel: Panel,
  tally: PanelTally,
  contestant: string,
  decimals: number,
): PanelPoints {
  const given = tally.given(contestant)
  const recused = countOf(given.get(recusedCriterion) ?? [])
  const own = pointsByKind(panel, given, { ...tally, recused }, decimals)
  return recused === 0 ? own : { ...own, shown: { ...own.shown, recused } }
}

function pointsByKind(
  { ballot }: Panel,
  given: GivenMarks,
  electors: Electors & Recused,
  decimals: number,
): PanelPoints {
  switch (ballot.kind) {
    case 'choose':
      return choosePoints(ballot, given, electors, decimals)
    case 'grade':
      return gradePoints(ballot, given, decimals)
    case 'score':
      return scorePoints(ballot, given, decimals)
    case 'rank':
      return rankPoints(ballot, given, electors, decimals)
  }
}
