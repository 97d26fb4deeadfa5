import type { Ballot } from '#contract/ballot.ts'
import type { BallotRule } from '#contract/contest.ts'
import { isRecord } from './storage.ts'

/** What a person has filled in so far. Not yet a ballot: that is for the rules to say. */
export function emptyBallot(rule: BallotRule, electorate: string): Ballot {
  switch (rule.kind) {
    case 'choose':
      return { electorate, choices: [] }
    case 'grade':
      return { electorate, grades: {} }
    case 'score':
      return { electorate, scores: {} }
    case 'rank':
      return { electorate, ranking: [] }
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

/** `contestants`: how many are judged in the round. */
export function progressOf(rule: BallotRule, ballot: Ballot, contestants: number): Progress {
  const progress = (given: number, of: number, ready: boolean): Progress => ({
    given,
    of,
    ready,
    abstains: rule.kind === 'choose' && given === 0,
  })
  if (rule.kind === 'choose' && 'choices' in ballot) {
    const { length } = ballot.choices
    return progress(length, rule.max, length >= (rule.min ?? 1) && length <= rule.max)
  }
  if (rule.kind === 'grade' && 'grades' in ballot) {
    const { length } = Object.keys(ballot.grades)
    return progress(length, contestants, length > 0)
  }
  if (rule.kind === 'score' && 'scores' in ballot) {
    const sheets = Object.values(ballot.scores).map((scores) => Object.keys(scores).length)
    const whole = sheets.filter((count) => count === rule.criteria.length).length
    const begun = sheets.filter((count) => count > 0).length
    return progress(whole, contestants, begun > 0 && (rule.per === 'criterion' || begun === whole))
  }
  if (rule.kind === 'rank' && 'ranking' in ballot) {
    const least = Math.min(rule.points.length, contestants)
    return progress(ballot.ranking.length, least, ballot.ranking.length >= least)
  }
  return progress(0, contestants, false)
}
