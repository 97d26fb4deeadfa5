import type { BallotRuleOf } from '#contract/contest.ts'
import type { Fault, Wrong } from '#contract/faults.ts'
import { add, exact, isMultiple, multiply, shortest, subtract, zero, type Exact } from '../decimal.ts'
import { fault, pathTo, wrong } from '../faults.ts'
import { scoreObstacles } from './limits.ts'
import { castMark, mark, type Mark } from './mark.ts'
import { notInRound, type RulesOf } from './rules.ts'
import { wholeFault } from './whole-faults.ts'

type Criterion = BallotRuleOf<'score'>['criteria'][number]
type Scores = Record<string, number>

export const scoreRules: RulesOf<'score'> = (rule, field) => {
  const { electorate, contestants, decimals } = field
  const scoreFault = new Map(rule.criteria.map((criterion) => [criterion.id, scoreCheck(criterion)]))
  const factors = new Map(rule.criteria.map(({ id, factor = 1 }) => [id, exact(factor)]))
  const needed = rule.per === 'criterion' ? [] : rule.criteria.map(({ id }) => id)

  return {
    check: (ballot) => {
      const given = Object.entries(ballot.scores)
      if (given.length === 0) return [fault('$.scores', 'no-scores')]

      const faults: Fault[] = []
      for (const [contestant, scores] of given) {
        if (!contestants.has(contestant))
          faults.push(notInRound(field, contestant, pathTo('$.scores', contestant)))
        else addScoreFaults(faults, contestant, scores, needed, scoreFault)
      }
      // Totals of what is no score mean nothing.
      if (faults.length > 0 || !(rule.whole || rule.notAllEqual || rule.limits)) return faults
      return scoreObstacles(rule, ballot.scores, contestants.size, decimals).map((one) =>
        wholeFault(one, '$.scores'),
      )
    },
    marks: (ballot) => {
      const marks = [castMark(electorate)]
      for (const [contestant, scores] of Object.entries(ballot.scores)) {
        addScoreMarks(marks, electorate, contestant, scores, factors)
      }
      return marks
    },
  }
}

function addScoreFaults(
  faults: Fault[],
  contestant: string,
  scores: Scores,
  needed: readonly string[],
  scoreFault: ReadonlyMap<string, (score: number) => Wrong | null>,
): void {
  const path = pathTo('$.scores', contestant)
  const given = Object.entries(scores)
  if (given.length === 0 && needed.length === 0) faults.push(fault(path, 'no-criteria'))

  for (const criterion of needed) {
    if (!Object.hasOwn(scores, criterion)) faults.push(fault(pathTo(path, criterion), 'score-missing'))
  }
  for (const [criterion, score] of given) {
    const check = scoreFault.get(criterion)
    const found = check ? check(score) : wrong('not-a-criterion')
    if (found) faults.push({ path: pathTo(path, criterion), ...found })
  }
}

function scoreCheck({ min = 0, max, step }: Criterion): (score: number) => Wrong | null {
  const lowest = exact(min)
  const steps = step === undefined ? null : { step, unit: exact(step) }
  return (score) => {
    // Two numbers compare as their shortest decimal texts do, so this needs no exact arithmetic.
    if (!(score >= min && score <= max)) return wrong('score-range', { min, max })
    if (steps && !isMultiple(subtract(exact(score), lowest), steps.unit))
      return wrong('score-step', { min, step: steps.step })
    return null
  }
}

function addScoreMarks(
  marks: Mark[],
  electorate: string,
  contestant: string,
  scores: Scores,
  factors: ReadonlyMap<string, Exact>,
): void {
  let total = zero
  for (const [criterion, given] of Object.entries(scores)) {
    const score = exact(given)
    marks.push(mark(electorate, contestant, criterion, shortest(score)))
    total = add(total, multiply(score, factors.get(criterion) ?? zero))
  }
  marks.push(mark(electorate, contestant, '', shortest(total)))
}
