import type { words as zh } from '../zh/figures.ts'

export const words: typeof zh = {
  afterPublish: 'Shown once published',
  afterClose: 'Shown after the close',
  afterSeal: 'Shown after the seal’s recount',
  waitForReveal: 'Look at the big screen: the ranking is about to be revealed place by place.',
  noBallotsYet: 'Nobody has voted yet.',
  fullResult: 'See the full result',
}
