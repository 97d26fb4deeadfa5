import type { BallotRuleOf } from '#contract/contest.ts'
import { divide, exact, hundred, multiply, zero, type Exact } from '../decimal.ts'
import { countOf, sumOf } from './counted.ts'
import { announce, type PanelPoints } from './points.ts'
import type { Electors, GivenMarks } from './read-tally.ts'

type Rule = BallotRuleOf<'rank'>

/**
 * `sum`: the points of the places given, 0 beyond the list; `percent`: 100 × that ÷ what every ballot's first place would give.
 * Nobody has points before a ballot is cast.
 */
export function rankPoints(rule: Rule, given: GivenMarks, { cast }: Electors, decimals: number): PanelPoints {
  const places = given.get('') ?? []
  const worth = places.map(({ value, count }) => ({ value: pointsOfPlace(rule, Number(value)), count }))
  return {
    points: cast === 0 ? null : announce(measured(rule, sumOf(worth), cast), decimals),
    worth,
    criteria: new Map(),
    shown: { marks: countOf(places) },
  }
}

function measured(rule: Rule, points: Exact, cast: number): Exact {
  if (rule.measure !== 'percent') return points
  return divide(multiply(hundred, points), multiply(exact(cast), pointsOfPlace(rule, 1)))
}

function pointsOfPlace({ points }: Rule, place: number): Exact {
  const given = points[place - 1]
  return given === undefined ? zero : exact(given)
}
