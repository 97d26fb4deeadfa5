import type { BallotRuleOf } from '#contract/contest.ts'
import { type LimitCount, type Obstacle, obstaclesOf } from './limits.ts'

type Rule = BallotRuleOf<'grade'>

/** The limits of a grade panel, and how far a ballot is in each. */
export const countedGrades = (
  { limits = [], grades }: Rule,
  given: Readonly<Record<string, string>>,
): LimitCount[] =>
  limits.map(({ grades: named, ...bounds }) => ({
    what: grades
      .filter(({ id }) => named.includes(id))
      .map(({ name }) => name)
      .join('、'),
    count: Object.values(given).filter((grade) => named.includes(grade)).length,
    ...bounds,
  }))

/** The obstacles of a ballot of grades; `of`: how many contestants it has to mark. */
export const gradeObstacles = (
  rule: Rule,
  grades: Readonly<Record<string, string>>,
  of: number,
): Obstacle[] =>
  obstaclesOf(rule, {
    given: Object.keys(grades).length,
    of,
    marks: Object.values(grades),
    counts: countedGrades(rule, grades),
  })
