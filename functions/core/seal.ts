import type { BookLine } from '#contract/ballot.ts'
import type { Contest, Round } from '#contract/contest.ts'
import type { Decided } from '#contract/facts.ts'
import type { Result, Turnout } from '#contract/live.ts'
import { canonicalJson, digestOf } from './canonical.ts'
import type { NewEvent } from './contest/acts.ts'
import { tiesIn } from './contest/reveal.ts'
import { disclosingPanels } from './disclosure.ts'
import { quorumMissed, rankingOf } from './standings.ts'
import { contestantsOf } from './round.ts'
import { castIn, type Tally } from './tally.ts'

/** One line of the book, without its line feed. Canonical, so that the same ballots always give the same bytes. */
export const bookLine = (line: BookLine): string => canonicalJson(line)

type Recount = {
  contest: Contest
  round: Round
  attempt: number
  version: number
  sealedAt: string
  tally: Tally
  eligible: Record<string, number | null>
  /** Of those eligible, how many are excused. */
  excused?: Record<string, number>
  decided?: Decided
  arrivals?: Result['arrivals']
  book: Result['book']
  log: Result['log']
}

/** The result of a recount, with its digest over everything in it. */
export function resultOf({
  contest,
  round,
  attempt,
  version,
  sealedAt,
  tally,
  eligible,
  excused = {},
  decided,
  arrivals,
  book,
  log,
}: Recount): Result {
  const missed = quorumMissed(round, tally, { eligible, excused })
  const { standings, unranked, unfilled } = rankingOf(contest, round, tally, eligible, decided)
  const result = {
    contest: contest.id,
    round: round.id,
    attempt,
    version,
    sealedAt,
    ballots: turnoutOf(round, tally, eligible),
    contestants: contestantsOf(contest, round).map(({ id }) => id),
    standings,
    ...(unranked.length > 0 && { unranked }),
    ...(unfilled.length > 0 && { unfilled }),
    ...(Object.keys(excused).length > 0 && { excused }),
    ...(missed.length > 0 && { quorumMissed: missed }),
    ...(arrivals && { arrivals }),
    book,
    log,
  }
  return { ...result, digest: digestOf(result) }
}

export type SealEvent = Extract<NewEvent, { type: 'roundSealed' }>

/**
 * What the log says of a recount, but for its place there. `tally`: the count behind the result; `marksChanged`: whose marks are not any more
 * what was shown of them.
 */
export function sealEvent(
  round: Round,
  { attempt, version, digest, ballots, quorumMissed = [], standings, unranked, unfilled }: Result,
  tally: Tally,
  marksChanged: string[] = [],
): SealEvent {
  const disclosing = disclosingPanels(round, tally)
  const ties = tiesIn(standings)
  return {
    type: 'roundSealed',
    round: round.id,
    attempt,
    version,
    digest,
    ballots,
    quorumMissed,
    ...(disclosing.length > 0 && { disclosing }),
    ...(marksChanged.length > 0 && { marksChanged }),
    ...(ties.length > 0 && { ties }),
    ...(unranked && { unranked: unranked.length }),
    ...(unfilled && { unfilled }),
  }
}

/** Ballots cast and eligible voters, per panel of a round. */
export const turnoutOf = (round: Round, tally: Tally, eligible: Record<string, number | null>): Turnout =>
  Object.fromEntries(
    round.panels.map(({ electorate }) => [
      electorate,
      { cast: castIn(tally, electorate), eligible: eligible[electorate] ?? null },
    ]),
  )
