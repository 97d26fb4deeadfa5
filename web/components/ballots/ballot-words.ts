import type { BallotRule } from '#contract/contest.ts'
import type { Problem } from '../../api/problem.ts'
import { sayProblem } from '../../i18n/problems.ts'
import type { Progress } from '../../state/ballots.ts'
import type { Outbox } from '../../state/outbox.svelte.ts'
import { ballotWords as t } from './words.ts'

/** What the ballot asks for, in one phrase. */
export function sayTask(rule: BallotRule, contestants: number): string {
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

/** How far the ballot is filled in, or what is missing before it can be cast. */
export const sayStatus = (rule: BallotRule, progress: Progress): string =>
  progress.ready || progress.given === 0 ? sayProgress(rule, progress) : sayMissing(rule, progress)

function sayProgress(rule: BallotRule, { given, of }: Progress): string {
  if (rule.kind === 'choose') return t.chosen(given, of)
  return rule.kind === 'rank' ? t.ranked(given, of) : t.graded(given, of)
}

function sayMissing(rule: BallotRule, { given, of }: Progress): string {
  if (rule.kind === 'choose') return t.chooseMore((rule.min ?? 1) - given)
  if (rule.kind === 'rank') return t.rankMore(of - given)
  return given === 0 && rule.kind === 'grade' ? t.notYet : t.unfinishedScores
}

/** What the button does that sends the ballot. */
export function sayAction({ abstains, ready }: Progress, again: boolean, final: boolean): string {
  if (abstains && ready) return t.abstain
  if (!again) return t.vote
  return final ? t.submit : t.change
}

/** What becomes of a ballot that has not arrived. */
export function sayWaiting(problem: Problem | null, lasting: boolean): string {
  if (problem?.code === 'too-many') return t.tooOftenHint
  return lasting ? t.undeliveredHint : t.undeliveredStay
}

/** Why a ballot will never arrive, where it will not. */
export function sayComplaint({ problem, outgoing, state }: Outbox): string | undefined {
  if (problem === null || outgoing !== null || state === 'unknown') return undefined
  return problem.code === 'closed' ? t.gone : sayProblem(problem)
}
