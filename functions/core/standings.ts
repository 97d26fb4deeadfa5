import type { Contest, Round, TieBreak } from '#contract/contest.ts'
import type { Decided } from '#contract/facts.ts'
import type { PanelFigures, Standing, Unranked } from '#contract/live.ts'
import { figure, zero } from './decimal.ts'
import { decimalsOf } from './round.ts'
import { awardsIn } from './standings/awards.ts'
import { afterDecision, inCut } from './standings/cut.ts'
import { readTally } from './standings/read-tally.ts'
import { rowsOf, type PanelRow, type Row } from './standings/rows.ts'
import { compareRows, separating } from './standings/tie-breaks.ts'
import type { Tally } from './tally.ts'

export { quorumMissed } from './standings/quorum.ts'

/** What a tally comes to. */
export type Ranking = {
  /** Best first, equal ranks in running order. */
  standings: Standing[]
  /** Who stands in no ranking, in running order. */
  unranked: Unranked[]
  /** Electorates of panels with weight from which nobody has points; all of the round's where nobody is ranked. */
  unfilled: string[]
}

/**
 * The round's contestants by a tally. `eligible` says how many may vote in each electorate, null where anyone may; throws where a panel's
 * base is a number of eligible voters that is not given. `decided`: what people decided beside the ballots.
 */
export function rankingOf(
  contest: Contest,
  round: Round,
  tally: Tally,
  eligible: Record<string, number | null>,
  decided: Decided = {},
): Ranking {
  const decimals = decimalsOf(contest)
  const rows = rowsOf(contest, round, readTally(round, tally, eligible), decided)
  const aside = new Map(Object.entries(decided.unranked ?? {}))
  const isRanked = (row: Row): boolean => !aside.has(row.contestant) && hasPoints(row)
  const ranked = rows.filter(isRanked)
  return {
    standings: standingsOf(ranked, round, decimals, decided),
    unranked: rows
      .filter((row) => !isRanked(row))
      .map((row) => ({
        contestant: row.contestant,
        why: aside.get(row.contestant) ?? 'no-marks',
        total: hasPoints(row) ? figure(row.total, decimals) : null,
        ...adjustedOf(row, decimals),
        panels: figuresOf(row, decimals),
      })),
    unfilled: round.panels
      .filter(({ weight }) => weight !== 0 || ranked.length === 0)
      .map(({ electorate }) => electorate)
      .filter((electorate) => rows.every((row) => !hasPointsIn(row, electorate))),
  }
}

function standingsOf(ranked: readonly Row[], round: Round, decimals: number, decided: Decided): Standing[] {
  const ranks = sharedRanks(ranked, round)
  const awards = awardsIn(
    round,
    ranks.map(({ equals }) => equals),
  )
  return ranks.flatMap(({ before, equals, tieBreak }) =>
    equals.map((row) => ({
      contestant: row.contestant,
      rank: before + 1,
      tied: equals.length > 1,
      total: figure(row.total, decimals),
      ...adjustedOf(row, decimals),
      ...(tieBreak && { tieBreak }),
      panels: figuresOf(row, decimals),
      ...awardOf(row, awards),
      ...(round.cut && {
        inCut: afterDecision(inCut(round.cut, before, equals.length), row.contestant, decided),
      }),
    })),
  )
}

function awardOf({ contestant }: Row, awards: ReadonlyMap<string, string>): Pick<Standing, 'award'> {
  const award = awards.get(contestant)
  return award === undefined ? {} : { award }
}

const adjustedOf = ({ adjusted }: Row, decimals: number): Pick<Standing, 'adjusted'> =>
  adjusted ? { adjusted: figure(adjusted, decimals) } : {}

const hasPointsIn = ({ panels }: Row, electorate: string): boolean =>
  (panels.get(electorate)?.points ?? null) !== null

const hasPoints = (row: Row): boolean =>
  [...row.panels.keys()].some((electorate) => hasPointsIn(row, electorate))

/**
 * Rows that nothing separates stand together; `before` is how many are ahead of them. `tieBreak`: what separated them from the rank ahead
 * of them where that has the same total, or else from the one behind.
 */
type Rank = { before: number; equals: Row[]; tieBreak?: TieBreak | undefined }

function sharedRanks(rows: readonly Row[], { ties = [] }: Round): Rank[] {
  const ranks: Rank[] = []
  for (const [before, row] of rows.toSorted((a, b) => compareRows(a, b, ties)).entries()) {
    const last = ranks.at(-1)
    const [equal] = last?.equals ?? []
    if (last && equal && compareRows(equal, row, ties) === 0) last.equals.push(row)
    else ranks.push({ before, equals: [row] })
  }
  const between = (one: Rank | undefined, other: Rank | undefined): TieBreak | undefined => {
    const [a] = one?.equals ?? []
    const [b] = other?.equals ?? []
    return a && b && separating(a, b, ties)
  }
  return ranks.map((rank, index) => ({
    ...rank,
    tieBreak: between(ranks[index - 1], rank) ?? between(rank, ranks[index + 1]),
  }))
}

const figuresOf = ({ panels }: Row, decimals: number): Standing['panels'] =>
  Object.fromEntries([...panels].map(([id, panel]) => [id, panelFigures(panel, decimals)]))

function panelFigures({ points, part, shown }: PanelRow, decimals: number): PanelFigures {
  return {
    points: figure(points?.announced ?? zero, decimals),
    part: figure(part, decimals),
    ...shown,
    ...(points === null && { noPoints: true as const }),
  }
}
