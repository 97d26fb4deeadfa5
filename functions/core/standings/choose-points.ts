import type { BallotRuleOf } from '#contract/contest.ts'
import { divide, exact, hundred, multiply, type Exact } from '../decimal.ts'
import { countOf } from './counted.ts'
import { announce, type PanelPoints } from './points.ts'
import type { Electors, GivenMarks } from './read-tally.ts'

/** How many ballots had to leave the contestant unmarked. */
export type Recused = { recused: number }

type Rule = BallotRuleOf<'choose'>

/**
 * `percent`: 100 × votes ÷ base, which for `cast` is without the ballots that had to leave the contestant unmarked; `votes`: the votes. Nobody has points before a ballot is cast.
 * Throws where the base is the eligible voters and nobody said how many there are.
 */
export function choosePoints(
  rule: Rule,
  given: GivenMarks,
  electors: Electors & Recused,
  decimals: number,
): PanelPoints {
  const votes = countOf(given.get('') ?? [])
  return {
    points: announce(measured(rule, votes, electors), decimals),
    worth: [{ value: exact(1), count: votes }],
    criteria: new Map(),
    shown: { votes },
  }
}

function measured(
  { measure = 'percent', base = 'cast' }: Rule,
  votes: number,
  electors: Electors & Recused,
): Exact | null {
  if (electors.cast === 0) return null
  if (measure === 'votes') return exact(votes)

  const whole = base === 'cast' ? electors.cast - electors.recused : electors.eligible
  if (whole === null) throw new Error('A share of the eligible voters needs their number')
  return whole === 0 ? null : divide(multiply(hundred, exact(votes)), exact(whole))
}
