import type { BallotRule } from '#contract/contest.ts'
import type { Progress } from '../../state/ballots.ts'
import { ballotWords as t } from './words.ts'

/** What the ballot asks for, in one phrase. */
export const sayTask = (rule: BallotRule, contestants: number): string => {
  switch (rule.kind) {
    case 'choose': {
      const { min = 1, max } = rule
      if (min === 0) return t.chooseUpTo(max)
      return min === max ? t.chooseExactly(max) : t.chooseBetween(min, max)
    }
    case 'grade':
      return t.gradeEach
    case 'score':
      return t.scoreEach
    case 'rank':
      return t.rankFirst(Math.min(rule.points.length, contestants))
  }
}

export const sayProgress = (rule: BallotRule, { given, of }: Progress): string => {
  if (rule.kind === 'choose') return t.chosen(given, of)
  return rule.kind === 'rank' ? t.ranked(given, of) : t.graded(given, of)
}

/** What is missing before the ballot can be cast. */
export const sayMissing = (rule: BallotRule, { given, of }: Progress): string => {
  if (rule.kind === 'choose') return t.chooseMore((rule.min ?? 1) - given)
  if (rule.kind === 'rank') return t.rankMore(of - given)
  return given === 0 && rule.kind === 'grade' ? t.notYet : t.unfinishedScores
}
