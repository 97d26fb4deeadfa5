import type { LiveRound, Standing } from '#contract/live.ts'

type Ranking = Pick<LiveRound, 'standings' | 'more'>

/** Rows of the whole ranking, those beyond the document's included. */
export const rowsIn = ({ standings, more = 0 }: Ranking): number => (standings?.length ?? 0) + more

/** The rows that appear between `shown` and `places` rows from the last up, best first. */
export function rowsBetween(ranking: Ranking, shown: number, places: number): Standing[] {
  const total = rowsIn(ranking)
  return (ranking.standings ?? []).slice(Math.max(total - places, 0), Math.max(total - shown, 0))
}

/** Whether a ranking keeps places back. */
export const isRevealing = ({ revealed, ...ranking }: Ranking & Pick<LiveRound, 'revealed'>): boolean =>
  revealed !== undefined && revealed < rowsIn(ranking)
