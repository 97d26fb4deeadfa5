import type { Round } from '#contract/contest.ts'
import { compare, divide, exact, hundred, multiply, type Exact } from '../decimal.ts'
import type { Tally } from '../tally.ts'
import { electorsOf } from './read-tally.ts'

/** The electorates of panels in which too few cast; where nobody said how many are eligible, a quorum is not reached. */
export function quorumMissed(round: Round, tally: Tally, eligible: Record<string, number | null>): string[] {
  return round.panels
    .filter(({ electorate, quorum }) => {
      if (!quorum) return false
      const { cast, eligible: all } = electorsOf(tally, electorate, eligible)
      return all === null || compare(exact(cast), multiply(exact(all), shareOf(quorum.atLeast))) < 0
    })
    .map(({ electorate }) => electorate)
}

/** A share written as `1/2` or `80%`. */
export function shareOf(text: string): Exact {
  if (text.endsWith('%')) return divide(exact(text.slice(0, -1)), hundred)
  const [part = '', whole = ''] = text.split('/')
  return divide(exact(part), exact(whole))
}
