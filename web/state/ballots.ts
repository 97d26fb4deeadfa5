import type { Ballot } from '#contract/ballot.ts'
import type { BallotRule, BallotRuleOf } from '#contract/contest.ts'
import { type BallotKind, type BallotOf, type FilledBallot, isOfKind } from '#core/ballot/filled.ts'
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
export type Progress = { given: number; of: number; ready: boolean; abstains: boolean }

const progress = (given: number, of: number, ready: boolean, abstains = false): Progress => ({
  given,
  of,
  ready,
  abstains,
})

const progressBy: {
  [Kind in BallotKind]: (rule: BallotRuleOf<Kind>, ballot: BallotOf<Kind>, contestants: number) => Progress
} = {
  choose: ({ min = 1, max }, { choices: { length } }) =>
    progress(length, max, length >= min && length <= max, length === 0),
  grade: (_, { grades }, contestants) => {
    const { length } = Object.keys(grades)
    return progress(length, contestants, length > 0)
  },
  score: ({ criteria, per }, { scores }, contestants) => {
    const sheets = Object.values(scores).map((sheet) => Object.keys(sheet).length)
    const whole = sheets.filter((count) => count === criteria.length).length
    const begun = sheets.filter((count) => count > 0).length
    return progress(whole, contestants, begun > 0 && (per === 'criterion' || begun === whole))
  },
  rank: ({ points }, { ranking: { length } }, contestants) => {
    const least = Math.min(points.length, contestants)
    return progress(length, least, length >= least)
  },
}

/** `contestants`: how many there are to be marked. What is asked of a ballot as a whole is for `wholeProgress` to say. */
export const progressOf = (rule: BallotRule, ballot: FilledBallot, contestants: number): Progress =>
  progressOfKind(rule.kind, rule, ballot, contestants)

const progressOfKind = <Kind extends BallotKind>(
  kind: Kind,
  rule: BallotRuleOf<Kind>,
  ballot: FilledBallot,
  contestants: number,
): Progress =>
  isOfKind(ballot, kind) ? progressBy[kind](rule, ballot, contestants) : progress(0, contestants, false)

/** What is given to each contestant, in the kinds that are filled contestant by contestant. */
export function marksIn(ballot: FilledBallot): Record<string, unknown> | undefined {
  if (ballot.kind === 'grade') return ballot.grades
  return ballot.kind === 'score' ? ballot.scores : undefined
}
