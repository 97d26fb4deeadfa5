import type { BookLine } from '#contract/ballot.ts'
import type { Contest, Round } from '#contract/contest.ts'
import type { Standing, Turnout } from '#contract/live.ts'
import { ballotRules, filled } from './ballot.ts'
import type { Mark } from './ballot/mark.ts'
import { standingsOf } from './standings.ts'
import { electorsOf } from './standings/read-tally.ts'
import { tallyOf } from './tally.ts'

export type Count = { ballots: Turnout; standings: Standing[] }

/** Counts a book of valid ballots. What is given as `eligible` is repeated in the turnout, null for the rest. */
export function countBook(
  contest: Contest,
  round: Round,
  lines: Iterable<BookLine>,
  eligible: Record<string, number | null>,
): Count {
  const tally = tallyOf(marksOfBook(contest, round, lines))
  return {
    ballots: Object.fromEntries(
      round.panels.map(({ electorate }) => [electorate, electorsOf(tally, electorate, eligible)]),
    ),
    standings: standingsOf(contest, round, tally, eligible),
  }
}

function* marksOfBook(contest: Contest, round: Round, lines: Iterable<BookLine>): Iterable<Mark> {
  const { marks } = ballotRules(contest, round)
  for (const { ballot } of lines) yield* marks(filled(ballot))
}
