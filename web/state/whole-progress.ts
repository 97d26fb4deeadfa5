import type { BallotRule, Contest } from '#contract/contest.ts'
import type { FilledBallot } from '#core/ballot/filled.ts'
import { countedGrades, gradeObstacles } from '#core/ballot/grade-limits.ts'
import {
  countedTotals,
  type LimitCount,
  type Obstacle,
  scoreObstacles,
  totalsIn,
} from '#core/ballot/limits.ts'
import { decimalsOf } from '#core/round.ts'

/** How far a ballot is in each limit of its panel, and what keeps it from being valid as a whole. */
export type WholeProgress = { limits: LimitCount[]; obstacles: Obstacle[] }

/** `contestants`: how many there are to be marked. */
export function wholeProgress(
  contest: Contest,
  rule: BallotRule,
  ballot: FilledBallot,
  contestants: number,
): WholeProgress {
  const decimals = decimalsOf(contest)
  if (rule.kind === 'grade' && ballot.kind === 'grade')
    return {
      limits: countedGrades(rule, ballot.grades),
      obstacles: gradeObstacles(rule, ballot.grades, contestants),
    }
  if (rule.kind === 'score' && ballot.kind === 'score')
    return {
      limits: countedTotals(rule, totalsIn(rule, ballot.scores, decimals)),
      obstacles: scoreObstacles(rule, ballot.scores, contestants, decimals),
    }
  return { limits: [], obstacles: [] }
}
