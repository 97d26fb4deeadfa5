import {
  countedTotals,
  type LimitCount,
  type Obstacle,
  scoreObstacles,
  totalsIn,
} from '#core/ballot/limits.ts'
import { decimalsOf } from '#core/round.ts'
import type { Sheet } from './sheet.svelte.ts'

/** How far all marks that are finished on a sheet are in each limit of its panel. */
export function limitsSoFar(sheet: Sheet): LimitCount[] {
  const finished = sheet.contestants.filter(({ id }) => sheet.maySend(id)).map(({ id }) => id)
  return countedTotals(
    sheet.rule,
    totalsIn(sheet.rule, sheet.scoresWith(finished), decimalsOf(sheet.seat.contest)),
  )
}

/** What keeps marks of these contestants, with all that were sent, from being a valid ballot. */
export const obstaclesIn = (sheet: Sheet, ids: readonly string[]): Obstacle[] =>
  scoreObstacles(sheet.rule, sheet.scoresWith(ids), sheet.contestants.length, decimalsOf(sheet.seat.contest))
