import type { BookLine } from '#contract/ballot.ts'
import type { Contest, Round } from '#contract/contest.ts'
import type { Standing, Turnout, Unranked, WhyUnranked } from '#contract/live.ts'
import { ballotRules, filled } from './ballot.ts'
import type { Mark } from './ballot/mark.ts'
import { rankingOf } from './standings.ts'
import { electorsOf } from './standings/read-tally.ts'
import { tallyOf } from './tally.ts'

export type Count = { ballots: Turnout; standings: Standing[]; unranked?: Unranked[] }

/**
 * Counts a book of valid ballots. What is given as `eligible` is repeated in the turnout, null for the rest. `aside`: who is out of the
 * ranking whatever the book says, and why.
 */
export function countBook(
  contest: Contest,
  round: Round,
  lines: Iterable<BookLine>,
  eligible: Record<string, number | null>,
  aside?: ReadonlyMap<string, WhyUnranked>,
): Count {
  const tally = tallyOf(marksOfBook(contest, round, lines))
  const { standings, unranked } = rankingOf(contest, round, tally, eligible, aside)
  return {
    ballots: Object.fromEntries(
      round.panels.map(({ electorate }) => [electorate, electorsOf(tally, electorate, eligible)]),
    ),
    standings,
    ...(unranked.length > 0 && { unranked }),
  }
}

function* marksOfBook(contest: Contest, round: Round, lines: Iterable<BookLine>): Iterable<Mark> {
  const { marks } = ballotRules(contest, round)
  for (const { ballot } of lines) yield* marks(filled(ballot))
}
