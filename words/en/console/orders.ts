import type { words as zh } from '../../zh/console/orders.ts'

export const words: typeof zh = {
  orderStage: (name) => `call ${name} to the stage`,
  orderClearStage: 'clear the stage',
  orderOpen: 'open the vote',
  orderClose: 'close the vote',
  orderExtend: 'extend the vote',
  orderReopen: 'reopen the vote',
  orderVoid: 'void the round',
  orderSeal: 'seal',
  orderPublish: 'publish the result',
  orderRelease: 'release the comments',
  orderReveal: 'reveal',
}
