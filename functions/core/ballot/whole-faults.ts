import type { Fault } from '#contract/faults.ts'
import { fault } from '../faults.ts'
import type { LimitCount, Obstacle } from './limits.ts'

/** What keeps a ballot from being valid as a whole, said at the place of its marks. */
export function wholeFault(obstacle: Obstacle, path: string): Fault {
  switch (obstacle.kind) {
    case 'not-whole':
      return fault(path, obstacle.kind, { count: obstacle.count, of: obstacle.of })
    case 'all-equal':
      return fault(path, obstacle.kind)
    case 'limit-above':
      return fault(path, obstacle.kind, {
        what: whatOf(obstacle),
        count: obstacle.count,
        most: obstacle.most,
      })
    case 'limit-below':
      return fault(path, obstacle.kind, {
        what: whatOf(obstacle),
        count: obstacle.count,
        least: obstacle.least,
      })
  }
}

/** What a limit is of: grades by their names, or a range of totals: `≥ 90`, `< 70`, `80 – 90`. */
function whatOf({ what, range }: Pick<LimitCount, 'what' | 'range'>): string {
  if (range === undefined) return what
  const { atLeast, below } = range
  if (below === undefined) return `≥ ${atLeast}`
  return atLeast === undefined ? `< ${below}` : `${atLeast} – ${below}`
}
