import type { BallotRuleOf } from '#contract/contest.ts'
import { divide, exact, hundred, multiply, type Exact } from '../decimal.ts'
import { countOf, mean, type Counted } from './counted.ts'
import { announce, type PanelPoints } from './points.ts'
import type { GivenMarks } from './read-tally.ts'

type Rule = BallotRuleOf<'grade'>

/**
 * `mean`: mean of the values of the grades given; grades without a value are shown but enter no mean.
 * `share`: 100 × marks in the named grades ÷ all marks, those without a value included.
 */
export function gradePoints(rule: Rule, given: GivenMarks, decimals: number): PanelPoints {
  const counts = new Map(given.get('')?.map(({ value, count }) => [value, count]))
  const countIn = (grade: string): number => counts.get(grade) ?? 0
  const worth = rule.grades.flatMap(({ id, value }) =>
    value === null ? [] : [{ value: exact(value), count: countIn(id) }],
  )
  const grades = rule.grades.map(({ id }) => ({ id, count: countIn(id) }))

  return {
    points: announce(measured(rule, worth, grades), decimals),
    worth,
    criteria: new Map(),
    shown: { marks: countOf(grades), grades: Object.fromEntries(grades.map(({ id, count }) => [id, count])) },
  }
}

function measured(
  { measure = 'mean' }: Rule,
  worth: readonly Counted[],
  grades: readonly { id: string; count: number }[],
): Exact | null {
  if (measure === 'mean') return mean(worth)

  const marks = countOf(grades)
  if (marks === 0) return null
  const named = countOf(grades.filter(({ id }) => measure.share.includes(id)))
  return divide(multiply(hundred, exact(named)), exact(marks))
}
