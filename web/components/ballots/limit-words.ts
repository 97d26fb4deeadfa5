import type { LimitCount, Obstacle } from '#core/ballot/limits.ts'
import type { WholeProgress } from '../../state/whole-progress.ts'
import { limitWords as t } from './limit-catalogue.ts'

/** What a limit is of: 优秀, or 90 分以上. */
export function sayLimited({ what, range }: Pick<LimitCount, 'what' | 'range'>): string {
  if (range === undefined) return what
  const { atLeast, below } = range
  if (below === undefined) return t.totalsFrom(atLeast ?? 0)
  return atLeast === undefined ? t.totalsBelow(below) : t.totalsBetween(atLeast, below)
}

/** What stands beside the button: what keeps the ballot from being sent, once it is begun, else how far it is; then its limits. */
export function sayWhole(said: string, { limits, obstacles }: WholeProgress, begun: boolean): string {
  const [obstacle] = begun ? obstacles : []
  return [obstacle ? sayObstacle(obstacle) : said, ...limits.map(sayLimit)].join(' · ')
}

/** How far a ballot is in one limit: 优秀 2/3. */
export function sayLimit(limit: LimitCount): string {
  const { count, least, most } = limit
  const what = sayLimited(limit)
  return most === undefined ? t.limitLeast(what, count, least ?? 0) : t.limitMost(what, count, most)
}

/** What keeps a ballot from being sent, and what to do about it. */
export function sayObstacle(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case 'not-whole':
      return t.notWhole(obstacle.of - obstacle.count)
    case 'all-equal':
      return t.allEqual
    case 'limit-above':
      return t.tooManyOf(sayLimited(obstacle), obstacle.count - obstacle.most)
    case 'limit-below':
      return t.tooFewOf(sayLimited(obstacle), obstacle.least - obstacle.count)
  }
}
