import type { Ballot } from '#contract/ballot.ts'
import type { BallotRule, BallotRuleOf } from '#contract/contest.ts'
import { type BallotKind, type BallotOf, type FilledBallot, isOfKind } from '#core/ballot/filled.ts'
import {
  countedGrades,
  countedTotals,
  gradeObstacles,
  type LimitCount,
  type Obstacle,
  scoreObstacles,
  totalsIn,
} from '#core/ballot/limits.ts'
import { isRecord } from './storage.ts'

/** What a person has filled in so far. Not yet a ballot: that is for the rules to say. */
export function emptyBallot({ kind }: BallotRule, electorate: string): FilledBallot {
  switch (kind) {
    case 'choose':
      return { kind, electorate, choices: [] }
    case 'grade':
      return { kind, electorate, grades: {} }
    case 'score':
      return { kind, electorate, scores: {} }
    case 'rank':
      return { kind, electorate, ranking: [] }
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText)
const holds = (value: unknown, isItem: (item: unknown) => boolean): boolean =>
  isRecord(value) && Object.values(value).every(isItem)

/** Whether something the device remembers is a (possibly unfinished) ballot for the rule. */
export const isBallotFor =
  (rule: BallotRule) =>
  (value: unknown): value is Ballot => {
    if (!isRecord(value) || !isText(value.electorate)) return false
    switch (rule.kind) {
      case 'choose':
        return isTexts(value.choices)
      case 'grade':
        return holds(value.grades, isText)
      case 'score':
        return holds(value.scores, (scores) => holds(scores, (score) => typeof score === 'number'))
      case 'rank':
        return isTexts(value.ranking)
    }
  }

/** How far a ballot is: `given` of `of`, and whether it may be cast as it is. */
export type Progress = {
  given: number
  of: number
  ready: boolean
  abstains: boolean
  /** How far it is in each limit of the panel, and what keeps it from being valid as a whole. */
  limits: LimitCount[]
  obstacles: Obstacle[]
}

const progress = (given: number, of: number, ready: boolean, more: Partial<Progress> = {}): Progress => ({
  given,
  of,
  ready: ready && (more.obstacles ?? []).length === 0,
  abstains: false,
  limits: [],
  obstacles: [],
  ...more,
})

const progressBy: {
  [Kind in BallotKind]: (
    rule: BallotRuleOf<Kind>,
    ballot: BallotOf<Kind>,
    contestants: number,
    decimals: number,
  ) => Progress
} = {
  choose: ({ min = 1, max }, { choices: { length } }) =>
    progress(length, max, length >= min && length <= max, { abstains: length === 0 }),
  grade: (rule, { grades }, contestants) => {
    const { length } = Object.keys(grades)
    return progress(length, contestants, length > 0, {
      limits: countedGrades(rule, grades),
      obstacles: gradeObstacles(rule, grades, contestants),
    })
  },
  score: (rule, { scores }, contestants, decimals) => {
    const { criteria, per } = rule
    const sheets = Object.values(scores).map((sheet) => Object.keys(sheet).length)
    const whole = sheets.filter((count) => count === criteria.length).length
    const begun = sheets.filter((count) => count > 0).length
    return progress(whole, contestants, begun > 0 && (per === 'criterion' || begun === whole), {
      limits: countedTotals(rule, totalsIn(rule, scores, decimals)),
      obstacles: scoreObstacles(rule, scores, contestants, decimals),
    })
  },
  rank: ({ points }, { ranking: { length } }, contestants) => {
    const least = Math.min(points.length, contestants)
    return progress(length, least, length >= least)
  },
}

/** `contestants`: how many there are to be marked; `decimals`: places to which totals are rounded. */
export const progressOf = (
  rule: BallotRule,
  ballot: FilledBallot,
  contestants: number,
  decimals: number,
): Progress => progressOfKind(rule.kind, rule, ballot, contestants, decimals)

const progressOfKind = <Kind extends BallotKind>(
  kind: Kind,
  rule: BallotRuleOf<Kind>,
  ballot: FilledBallot,
  contestants: number,
  decimals: number,
): Progress =>
  isOfKind(ballot, kind)
    ? progressBy[kind](rule, ballot, contestants, decimals)
    : progress(0, contestants, false)

/** What is given to each contestant, in the kinds that are filled contestant by contestant. */
export function marksIn(ballot: FilledBallot): Record<string, unknown> | undefined {
  if (ballot.kind === 'grade') return ballot.grades
  return ballot.kind === 'score' ? ballot.scores : undefined
}
