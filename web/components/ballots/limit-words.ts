import type { LimitCount, Obstacle } from '#core/ballot/limits.ts'
import { ballotWords as t } from './words.ts'

/** How far a ballot is in one limit: `优秀 2/3`. */
export function sayLimit({ what, count, least, most }: LimitCount): string {
  if (most === undefined) return t.limitLeast(what, count, least ?? 0)
  return t.limitMost(what, count, most)
}

/** What keeps a ballot from being sent, and what to do about it. */
export function sayObstacle(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case 'not-whole':
      return t.notWhole(obstacle.of - obstacle.count)
    case 'all-equal':
      return t.allEqual
    case 'limit-above':
      return t.tooManyOf(obstacle.what, obstacle.count - obstacle.most)
    case 'limit-below':
      return t.tooFewOf(obstacle.what, obstacle.least - obstacle.count)
  }
}
