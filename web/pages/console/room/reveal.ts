import type { LiveRound, Standing } from '#contract/live.ts'

type Ranking = Pick<LiveRound, 'standings' | 'more'>

/** Rows of the whole ranking, those beyond the document's included. */
export const rowsIn = ({ standings, more = 0 }: Ranking): number => (standings?.length ?? 0) + more

/**
 * Steps of a reveal, as numbers of rows shown from the last up: contestants who share a rank appear together. Rows beyond those
 * that the document carries appear in the first step.
 */
export const revealSteps = (ranking: Ranking): number[] => {
  const rows = ranking.standings ?? []
  const firstOfRank = rows.flatMap(({ rank }, index) => (rows[index - 1]?.rank === rank ? [] : [index]))
  const steps = firstOfRank.map((index) => rowsIn(ranking) - index).reverse()
  return ranking.more === undefined ? steps : [ranking.more, ...steps]
}

/** Rows shown after one more step, or null when everything is shown. */
export const nextPlaces = (ranking: Ranking, shown: number): number | null =>
  revealSteps(ranking).find((places) => places > shown) ?? null

/** Rows shown after one step back, or null when nothing is shown. */
export const previousPlaces = (ranking: Ranking, shown: number): number | null =>
  shown === 0 ? null : Math.max(0, ...revealSteps(ranking).filter((places) => places < shown))

/** The rows that appear between `shown` and `places` rows from the last up, best first. */
export const rowsBetween = (ranking: Ranking, shown: number, places: number): Standing[] => {
  const total = rowsIn(ranking)
  return (ranking.standings ?? []).slice(Math.max(total - places, 0), Math.max(total - shown, 0))
}

/** Whether a ranking keeps places back. */
export const isRevealing = ({ revealed, ...ranking }: Ranking & Pick<LiveRound, 'revealed'>): boolean =>
  revealed !== undefined && revealed < rowsIn(ranking)
