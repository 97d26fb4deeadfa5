import type { BookLine } from '#contract/ballot.ts'
import type { Contest, Round } from '#contract/contest.ts'
import type { ApprovedAction } from '#contract/actions.ts'
import type { Decided } from '#contract/facts.ts'
import type { Result, Turnout } from '#contract/live.ts'
import { canonicalJson, digestOf } from './canonical.ts'
import { adjustments, decidedBy } from './contest/actions.ts'
import type { NewEvent } from './contest/acts.ts'
import { tiesIn } from './contest/reveal.ts'
import { disclosingPanels } from './disclosure.ts'
import { quorumMissed, rankingOf, type Ranking } from './standings.ts'
import { decides } from './standings/cut.ts'
import { contestantsOf } from './round.ts'
import { castIn, type Tally } from './tally.ts'
import type { CountDue } from './contest/versions.ts'

/** One line of the book, without its line feed. Canonical, so that the same ballots always give the same bytes. */
export const bookLine = (line: BookLine): string => canonicalJson(line)

type Recount = {
  contest: Contest
  round: Round
  attempt: number
  sealedAt: string
  /** Of the ballots that count: without those that an action excludes. */
  tally: Tally
  eligible: Record<string, number | null>
  /** Of those eligible, how many are excused. */
  excused?: Record<string, number>
  arrivals?: Result['arrivals']
  book: Result['book']
  log: Result['log']
} & Pick<CountDue, 'version'> &
  Partial<CountDue>

/** The result of a recount, with its digest over everything in it. */
export function resultOf({
  contest,
  round,
  attempt,
  version,
  actions = [],
  approvals,
  reasons = [],
  sealedAt,
  tally,
  eligible,
  excused = {},
  arrivals,
  book,
  log,
}: Recount): Result {
  const missed = quorumMissed(round, tally, { eligible, excused })
  const { standings, unranked, unfilled } = countedRanking(
    contest,
    round,
    tally,
    eligible,
    decidedBy({ actions }),
  )
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
    ...(version > 1 && { supersedes: version - 1, reasons }),
    ...adjustmentsTold(actions),
    ...(actions.length > 0 && { actions: [...actions] }),
    ...(approvals && { approvals }),
    book,
    log,
  }
  return { ...result, digest: digestOf(result) }
}

/** A decision of the cut is of the tie that it was made for: where the line runs elsewhere since, it is open again. */
export function countedRanking(
  contest: Contest,
  round: Round,
  tally: Tally,
  eligible: Record<string, number | null>,
  { cut, ...decided }: Decided,
): Ranking {
  const ranking = rankingOf(contest, round, tally, eligible, decided)
  return round.cut && cut && decides(round.cut, cut, ranking.standings)
    ? rankingOf(contest, round, tally, eligible, { ...decided, cut })
    : ranking
}

function adjustmentsTold(actions: readonly ApprovedAction[]): Pick<Result, 'adjustments'> {
  const told = adjustments({ actions }).map(({ action: { contestant, points, why }, reason, by }) => ({
    contestant,
    points,
    why,
    reason,
    by,
  }))
  return told.length > 0 ? { adjustments: told } : {}
}

/** The book with the ballots named that do not count, and why: the file of a version. */
export function withExclusions(line: BookLine, excluded: ReadonlyMap<string, string>): BookLine {
  const { excluded: _, ...kept } = line
  const why = excluded.get(line.id)
  return why === undefined ? kept : { ...kept, excluded: why }
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
