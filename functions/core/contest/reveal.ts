import type { Standing } from '#contract/live.ts'
import { placesIn, resultInForce, type CountedRound, type Tie } from './state.ts'

/** Ranks that several rows share, in the order of a ranking. */
export function tiesIn(standings: readonly Standing[]): Tie[] {
  const rows = new Map<number, number>()
  for (const { rank } of standings) rows.set(rank, (rows.get(rank) ?? 0) + 1)
  return [...rows].flatMap(([rank, count]) => (count > 1 ? [{ rank, rows: count }] : []))
}

/** Whether so many rows, counted from the last up, end among contestants who share a rank. */
export function splitsTie(round: CountedRound, places: number): boolean {
  const ahead = placesIn(round) - places
  return tiesOf(round).some(({ rank, rows }) => ahead >= rank && ahead < rank - 1 + rows)
}

/** Rows of the ranking that the live document carries at most; what is below them is revealed in one step. */
export const carriedRows = 50

/** Rows shown, from the last up, after one more step and after one step back; null where there is none. */
export type RevealSteps = { next: number | null; previous: number | null }

/** Contestants who share a rank appear together, and so do all whose rows nobody is sent. */
export function revealSteps(round: CountedRound): RevealSteps {
  const shown = round.revealed ?? 0
  const all = placesIn(round)
  const first = Math.max(1, all - carriedRows)
  const steps = Array.from({ length: all - first + 1 }, (_, index) => first + index).filter(
    (places) => !splitsTie(round, places),
  )
  return {
    next: steps.find((places) => places > shown) ?? null,
    previous: shown === 0 ? null : (steps.findLast((places) => places < shown) ?? 0),
  }
}

const tiesOf = (round: CountedRound): Tie[] => resultInForce(round).ties ?? []
