import type { BallotRuleOf } from '#contract/contest.ts'
import { exact, figure, multiply, round, sum } from '../decimal.ts'
import { countOf, trimmedMean, type Counted } from './counted.ts'
import { announce, type PanelPoints, type Points } from './points.ts'
import type { GivenMarks } from './read-tally.ts'

type Rule = BallotRuleOf<'score'>
type CriterionFigure = Points & { id: string }

/**
 * `per: total`: trimmed mean of the judges' totals, each rounded. `per: criterion`: sum of the criteria's figures.
 * Either way a criterion's figure is the trimmed mean of its scores, rounded, × factor, rounded.
 */
export function scorePoints(rule: Rule, given: GivenMarks, decimals: number): PanelPoints {
  const totals = valuesGiven(given, '')
  const announcedTotals = totals.map(({ value, count }) => ({ value: round(value, decimals), count }))
  const criteria = rule.criteria.flatMap(
    (criterion) => criterionFigure(rule, criterion, given, decimals) ?? [],
  )

  return {
    points:
      rule.per === 'criterion'
        ? sumOfCriteria(criteria)
        : meanOfTotals(rule, totals, announcedTotals, decimals),
    worth: announcedTotals,
    criteria: new Map(criteria.map(({ id, announced }) => [id, announced])),
    shown: {
      marks: countOf(totals),
      criteria: Object.fromEntries(criteria.map(({ id, announced }) => [id, figure(announced, decimals)])),
    },
  }
}

function meanOfTotals(
  { drop }: Rule,
  totals: readonly Counted[],
  announcedTotals: readonly Counted[],
  decimals: number,
): Points | null {
  const announced = trimmedMean(announcedTotals, drop)
  const unrounded = trimmedMean(totals, drop)
  return announced && unrounded && { announced: round(announced, decimals), unrounded }
}

function sumOfCriteria(criteria: readonly CriterionFigure[]): Points | null {
  if (criteria.length === 0) return null
  return {
    announced: sum(criteria.map(({ announced }) => announced)),
    unrounded: sum(criteria.map(({ unrounded }) => unrounded)),
  }
}

function criterionFigure(
  { drop }: Rule,
  { id, factor = 1 }: Rule['criteria'][number],
  given: GivenMarks,
  decimals: number,
): CriterionFigure | null {
  const score = announce(trimmedMean(valuesGiven(given, id), drop), decimals)
  if (!score) return null
  return {
    id,
    announced: round(multiply(score.announced, exact(factor)), decimals),
    unrounded: multiply(score.unrounded, exact(factor)),
  }
}

/** A contestant's marks of one criterion; `''` are the judges' totals. */
export const valuesGiven = (given: GivenMarks, criterion: string): Counted[] =>
  (given.get(criterion) ?? []).map(({ value, count }) => ({ value: exact(value), count }))
