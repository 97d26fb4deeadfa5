import type { Contest } from '#contract/contest.ts'
import type { words } from '#words/zh/console/orders.ts'
import { catalogue } from '../../../i18n/catalogue.ts'
import { contestantOf } from '../../../state/rounds.ts'
import type { Order } from '../desk.svelte.ts'
import { overlay } from '../overlay/words.ts'

const t = catalogue(
  import.meta.glob<typeof words>('#words/*/console/orders.ts', { eager: true, import: 'words' }),
)

/** What was ordered, in words that stand in the middle of a sentence. */
export function sayOrder(contest: Contest, order: Order): string {
  switch (order.type) {
    case 'stageContestant':
      if (order.contestant === null) return t.orderClearStage
      return t.orderStage(contestantOf(contest, order.contestant)?.name ?? order.contestant)
    case 'openRound':
      return t.orderOpen
    case 'closeRound':
      return t.orderClose
    case 'extendRound':
      return t.orderExtend
    case 'reopenRound':
      return t.orderReopen
    case 'voidRound':
      return t.orderVoid
    case 'sealRound':
      return t.orderSeal
    case 'publishResult':
      return t.orderPublish
    case 'releaseComments':
      return t.orderRelease
    case 'reveal':
      return t.orderReveal
    case 'showOverlay':
      return overlay.order
    default:
      return order satisfies never
  }
}
