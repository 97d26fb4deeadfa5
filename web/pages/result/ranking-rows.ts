import type { Contest, Contestant, Round } from '#contract/contest.ts'
import type { Result, Standing, Unranked } from '#contract/live.ts'
import { common } from '../../i18n/common.ts'
import { rankWords } from '../../i18n/ranking.ts'
import { sayTieBreak } from '../../i18n/tie-words.ts'
import { contestantOf, electorateName } from '../../state/rounds.ts'

/** A line of the ranking, or of who stands below it: then without rank, and with the reason. */
export type RankingRow = Pick<Standing, 'tied' | 'panels' | 'inCut' | 'award'> & {
  id: string
  name: string
  unit: string | undefined
  rank: number | null
  total: string | null
  /** The sum of what was added or deducted; undefined where nothing was. */
  adjusted: string | undefined
  why: Unranked['why'] | null
  /** What figures alone do not say: who marked nothing, and what separated equal totals. */
  notes: string[]
}

/** The ranking best first, then whoever is not in it, in running order, and who `left` before the opening. */
export const rankingRows = (
  contest: Contest,
  round: Round,
  { standings, unranked = [] }: Pick<Result, 'standings' | 'unranked'>,
  left: readonly Contestant[],
): RankingRow[] => [
  ...standings.map(({ contestant, rank, tied, total, adjusted, panels, inCut, award, tieBreak }) => ({
    ...named(contest, contestant),
    rank,
    tied,
    total,
    adjusted,
    panels,
    inCut,
    ...(award !== undefined && { award }),
    why: null,
    notes: [
      ...(tieBreak ? [sayTieBreak(contest, round, tieBreak)] : []),
      ...notMarked(contest, round, panels),
    ],
  })),
  ...unranked.map(({ contestant, why, total, adjusted, panels }) => ({
    ...named(contest, contestant),
    rank: null,
    tied: false,
    total,
    adjusted,
    panels,
    why,
    notes: [],
  })),
  ...left.map(({ id, name, unit }) => ({
    ...{ id, name, unit, rank: null, tied: false, total: null, adjusted: undefined, panels: {}, notes: [] },
    why: 'withdrawn' as const,
  })),
]

function named(contest: Contest, id: string): Pick<RankingRow, 'id' | 'name' | 'unit'> {
  const { name = id, unit } = contestantOf(contest, id) ?? {}
  return { id, name, unit }
}

function notMarked(contest: Contest, { panels }: Round, figures: Standing['panels']): string[] {
  const without = panels
    .filter(({ electorate, weight }) => weight !== 0 && figures[electorate]?.noPoints)
    .map(({ electorate }) => electorateName(contest, electorate))
  return without.length === 0 ? [] : [rankWords.notMarkedBy(without.join(common.separator))]
}
