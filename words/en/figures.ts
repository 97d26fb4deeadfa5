import type { words as zh } from '../zh/figures.ts'

export const words: typeof zh = {
  afterPublish: 'Shown when published',
  afterClose: 'Shown when voting closes',
  afterSeal: 'Shown when sealed',
  waitForReveal: 'Look at the big screen: the ranking is about to be revealed place by place.',
  inParts: (first, then) =>
    `First the points of ${first}, then those of ${then}, added one by one; places change as they come.`,
  noBallotsYet: 'Nobody has voted yet.',
  fullResult: 'See the full result',
}
