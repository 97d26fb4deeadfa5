import type { BallotRuleOf } from '#contract/contest.ts'
import { compare, exact, multiply, round, sum, type Exact } from '../decimal.ts'

type Rule = BallotRuleOf<'score'>

type TotalRange = { atLeast?: number | undefined; below?: number | undefined }

/** How many contestants a ballot gives some grades, which `what` names, or totals in a range. */
export type LimitCount = {
  what: string
  /** The range of totals that it limits; absent where it is of grades. */
  range?: TotalRange
  count: number
  least?: number | undefined
  most?: number | undefined
}

/** The limits of a score panel, and how far a ballot is in each; `totals` are the voter's, as they are announced. */
export const countedTotals = ({ limits = [] }: Rule, totals: readonly Exact[]): LimitCount[] =>
  limits.map(({ atLeast, below, ...bounds }) => ({
    what: '',
    range: { atLeast, below },
    count: totals.filter(
      (total) =>
        (atLeast === undefined || compare(total, exact(atLeast)) >= 0) &&
        (below === undefined || compare(total, exact(below)) < 0),
    ).length,
    ...bounds,
  }))

/** A voter's totals of the contestants, each rounded as it is announced. */
export const totalsIn = ({ criteria }: Rule, scores: Scores, decimals: number): Exact[] =>
  Object.values(scores).map((given) =>
    round(
      sum(criteria.map(({ id, factor = 1 }) => multiply(exact(given[id] ?? 0), exact(factor)))),
      decimals,
    ),
  )

type Scores = Readonly<Record<string, Readonly<Record<string, number>>>>

type Whole = { whole?: true | undefined; notAllEqual?: true | undefined }

/** What keeps a ballot from being valid as a whole. */
export type Obstacle =
  | { kind: 'not-whole'; count: number; of: number }
  | { kind: 'all-equal' }
  | ({ kind: 'limit-above'; most: number } & Of)
  | ({ kind: 'limit-below'; least: number } & Of)

type Of = Pick<LimitCount, 'what' | 'range' | 'count'>

/** `given` of `of` contestants are marked; `marks` say how, equal where they are the same. */
export function obstaclesOf(
  rule: Whole,
  {
    given,
    of,
    marks,
    counts,
  }: { given: number; of: number; marks: readonly string[]; counts: readonly LimitCount[] },
): Obstacle[] {
  return [
    ...(rule.whole && given < of ? [{ kind: 'not-whole' as const, count: given, of }] : []),
    ...(rule.notAllEqual && marks.length > 1 && new Set(marks).size === 1
      ? [{ kind: 'all-equal' as const }]
      : []),
    ...counts.flatMap(beyond),
  ]
}

function beyond({ least = 0, most = Infinity, ...of }: LimitCount): Obstacle[] {
  const { count } = of
  if (count > most) return [{ kind: 'limit-above', ...of, most }]
  return count < least ? [{ kind: 'limit-below', ...of, least }] : []
}

/** The obstacles of a ballot of scores, whose totals are rounded to `decimals` places; `of`: how many contestants it has to mark. */
export function scoreObstacles(rule: Rule, scores: Scores, of: number, decimals: number): Obstacle[] {
  const totals = totalsIn(rule, scores, decimals)
  return obstaclesOf(rule, {
    given: totals.length,
    of,
    marks: asMarks(totals),
    counts: countedTotals(rule, totals),
  })
}

/** Marks as text, equal where they are the same. */
const asMarks = (totals: readonly Exact[]): string[] => totals.map(({ top, bottom }) => `${top}/${bottom}`)
