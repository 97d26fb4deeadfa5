import type { Ballot, Comments } from '#contract/ballot.ts'
import type { BallotRuleOf, Contest, Panel, Round } from '#contract/contest.ts'
import { gradeObstacles } from '#core/ballot/grade-limits.ts'
import { type Obstacle, scoreObstacles } from '#core/ballot/limits.ts'
import type { Random } from '#core/random.ts'
import { decimalsOf } from '#core/round.ts'
import { contestantsOf } from '../../../state/rounds.ts'
import { robot as t } from './words.ts'

type Criterion = BallotRuleOf<'score'>['criteria'][number]

/** A ballot that the panel takes, filled by chance and whole: every contestant is marked. */
export function robotBallot(contest: Contest, round: Round, panel: Panel, random: Random): Ballot {
  const { electorate, ballot: rule } = panel
  const ids = contestantsOf(contest, round).map(({ id }) => id)
  const decimals = decimalsOf(contest)
  switch (rule.kind) {
    case 'choose': {
      const most = Math.min(rule.max, ids.length)
      const count = random.within(Math.min(rule.min ?? 1, most), most)
      return { electorate, choices: random.shuffled(ids).slice(0, count) }
    }
    case 'grade':
      return {
        electorate,
        grades: kept(ids, random, {
          first: () => gradeOf(rule, random),
          other: () => gradeOf(rule, random),
          obstacles: (grades) => gradeObstacles(rule, grades, ids.length),
        }),
      }
    case 'score':
      return {
        electorate,
        scores: kept(ids, random, {
          first: () => scoresOf(rule, random, 0.7),
          // Limits may ask for low totals too.
          other: () => scoresOf(rule, random, random.within(0, 10) / 10),
          obstacles: (scores) => scoreObstacles(rule, scores, ids.length, decimals),
        }),
      }
    case 'rank':
      return { electorate, ranking: random.shuffled(ids) }
    default:
      return rule satisfies never
  }
}

type Marking<Mark> = {
  first: () => Mark
  /** A mark in the place of another, where the ballot does not keep its limits. */
  other: () => Mark
  obstacles: (marks: Record<string, Mark>) => Obstacle[]
}

/** Nobody needs more changes than this for a ballot of the largest round; limits that none can keep no document has. */
const mostChanges = 5_000

/** Marks for everybody, changed one by one until the ballot keeps what its panel asks of it as a whole. */
function kept<Mark>(
  ids: readonly string[],
  random: Random,
  { first, other, obstacles }: Marking<Mark>,
): Record<string, Mark> {
  let marks = Object.fromEntries(ids.map((id) => [id, first()]))
  let lacks = lackOf(obstacles(marks))
  for (let change = 0; change < mostChanges && lacks > 0; change++) {
    const next = { ...marks, [random.of(ids)]: other() }
    const after = lackOf(obstacles(next))
    if (after <= lacks) [marks, lacks] = [next, after]
  }
  return marks
}

/** By how many contestants a ballot misses its limits. */
const lackOf = (obstacles: readonly Obstacle[]): number =>
  obstacles.reduce((sum, one) => {
    if (one.kind === 'limit-above') return sum + one.count - one.most
    return one.kind === 'limit-below' ? sum + one.least - one.count : sum + 1
  }, 0)

const scoresOf = (
  { criteria }: BallotRuleOf<'score'>,
  random: Random,
  from: number,
): Record<string, number> =>
  Object.fromEntries(criteria.map((criterion) => [criterion.id, scoreOf(criterion, random, from)]))

const gradeOf = ({ grades }: BallotRuleOf<'grade'>, random: Random): string => random.of(grades).id

/** From a share of the range up (judges stay in the upper third), and on the criterion's steps: whole points where it has none. */
function scoreOf({ min = 0, max, step = 1 }: Criterion, random: Random, from: number): number {
  const steps = Math.floor((max - min) / step)
  const places = Math.max(placesOf(step), placesOf(min))
  return Number(
    (
      min +
      step * random.within(Math.ceil(steps * from), Math.min(steps, Math.ceil(steps * (from + 0.3))))
    ).toFixed(places),
  )
}

const placesOf = (value: number): number => String(value).split('.')[1]?.length ?? 0

/** What a robot judge says about the first contestant, so that the release of comments can be rehearsed too. */
export function robotComments(contest: Contest, round: Round): Comments {
  const [first] = contestantsOf(contest, round)
  if (first === undefined) return {}
  return { [first.id]: { strength: t.strength, suggestion: t.suggestion } }
}
