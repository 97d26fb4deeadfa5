import type { Panel } from '#contract/contest.ts'
import { choosePoints } from './choose-points.ts'
import { gradePoints } from './grade-points.ts'
import type { PanelPoints } from './points.ts'
import { rankPoints } from './rank-points.ts'
import type { PanelTally } from './read-tally.ts'
import { scorePoints } from './score-points.ts'

/** A contestant's points in a panel, before its weight. Figures are rounded to `decimals` places as they arise. */
export function panelPoints(
  panel: Panel,
  tally: PanelTally,
  contestant: string,
  decimals: number,
): PanelPoints {
  const given = tally.given(contestant)
  const { ballot } = panel
  switch (ballot.kind) {
    case 'choose':
      return choosePoints(ballot, given, tally, decimals)
    case 'grade':
      return gradePoints(ballot, given, decimals)
    case 'score':
      return scorePoints(ballot, given, decimals)
    case 'rank':
      return rankPoints(ballot, given, tally, decimals)
  }
}
