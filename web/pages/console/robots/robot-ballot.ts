import type { Ballot, Comments } from '#contract/ballot.ts'
import type { BallotRuleOf, Contest, Panel, Round } from '#contract/contest.ts'
import type { Random } from '#core/random.ts'
import { contestantsOf } from '../../../state/rounds.ts'
import { robot as t } from './words.ts'

type Criterion = BallotRuleOf<'score'>['criteria'][number]

/** A ballot that the panel takes, filled by chance and whole: every contestant is marked. */
export function robotBallot(contest: Contest, round: Round, panel: Panel, random: Random): Ballot {
  const { electorate, ballot: rule } = panel
  const ids = contestantsOf(contest, round).map(({ id }) => id)
  const forEach = <Mark>(mark: () => Mark) => Object.fromEntries(ids.map((id) => [id, mark()]))
  switch (rule.kind) {
    case 'choose': {
      const most = Math.min(rule.max, ids.length)
      const count = random.within(Math.min(rule.min ?? 1, most), most)
      return { electorate, choices: random.shuffled(ids).slice(0, count) }
    }
    case 'grade':
      return { electorate, grades: forEach(() => gradeOf(rule, random)) }
    case 'score':
      return {
        electorate,
        scores: forEach(() =>
          Object.fromEntries(rule.criteria.map((criterion) => [criterion.id, scoreOf(criterion, random)])),
        ),
      }
    case 'rank':
      return { electorate, ranking: random.shuffled(ids) }
    default:
      return rule satisfies never
  }
}

const gradeOf = ({ grades }: BallotRuleOf<'grade'>, random: Random): string => random.of(grades).id

/** In the upper third, as judges are, and on the criterion's steps: whole points where it has none. */
function scoreOf({ min = 0, max, step = 1 }: Criterion, random: Random): number {
  const steps = Math.floor((max - min) / step)
  const places = Math.max(placesOf(step), placesOf(min))
  return Number((min + step * random.within(Math.ceil(steps * 0.7), steps)).toFixed(places))
}

const placesOf = (value: number): number => String(value).split('.')[1]?.length ?? 0

/** What a robot judge says about the first contestant, so that the release of comments can be rehearsed too. */
export function robotComments(contest: Contest, round: Round): Comments {
  const [first] = contestantsOf(contest, round)
  if (first === undefined) return {}
  return { [first.id]: { strength: t.strength, suggestion: t.suggestion } }
}
