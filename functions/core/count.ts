import type { BookLine } from '#contract/ballot.ts'
import type { Contest, Round } from '#contract/contest.ts'
import type { Decided } from '#contract/facts.ts'
import type { Standing, Turnout, Unranked } from '#contract/live.ts'
import { ballotRules, filled } from './ballot.ts'
import type { Mark } from './ballot/mark.ts'
import { rankingOf } from './standings.ts'
import { electorsOf } from './standings/read-tally.ts'
import { tallyOf } from './tally.ts'

export type Count = { ballots: Turnout; standings: Standing[]; unranked?: Unranked[] }

/** What people decided about a book: beside the ranking, which of its ballots do not count, by their receipts. */
export type DecidedOnBook = Decided & { excluded?: readonly string[] | undefined }

/** Counts a book of valid ballots. What is given as `eligible` is repeated in the turnout, null for the rest. */
export function countBook(
  contest: Contest,
  round: Round,
  lines: Iterable<BookLine>,
  eligible: Record<string, number | null>,
  { excluded = [], ...decided }: DecidedOnBook = {},
): Count {
  const tally = tallyOf(marksThatCount(contest, round, lines, new Set(excluded)))
  const { standings, unranked } = rankingOf(contest, round, tally, eligible, decided)
  return {
    ballots: Object.fromEntries(
      round.panels.map(({ electorate }) => [electorate, electorsOf(tally, electorate, eligible)]),
    ),
    standings,
    ...(unranked.length > 0 && { unranked }),
  }
}

/** The marks of a book's ballots, without those that are left out. */
export function* marksThatCount(
  contest: Contest,
  round: Round,
  lines: Iterable<BookLine>,
  excluded: { has: (receipt: string) => boolean },
): Iterable<Mark> {
  const { marks } = ballotRules(contest, round)
  for (const { id, ballot, recused, shadow } of lines)
    if (!shadow && !excluded.has(id)) yield* marks(filled(ballot), recused)
}
