import type { Fault } from '#contract/faults.ts'
import { fault } from '../faults.ts'
import type { Obstacle } from './limits.ts'

/** What keeps a ballot from being valid as a whole, said at the place of its marks. */
export function wholeFault(obstacle: Obstacle, path: string): Fault {
  switch (obstacle.kind) {
    case 'not-whole':
      return fault(path, obstacle.kind, { count: obstacle.count, of: obstacle.of })
    case 'all-equal':
      return fault(path, obstacle.kind)
    case 'limit-above':
      return fault(path, obstacle.kind, { what: obstacle.what, count: obstacle.count, most: obstacle.most })
    case 'limit-below':
      return fault(path, obstacle.kind, { what: obstacle.what, count: obstacle.count, least: obstacle.least })
  }
}
