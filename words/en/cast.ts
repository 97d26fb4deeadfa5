import type { words as zh } from '../zh/cast.ts'

export const words: typeof zh = {
  abstained: 'Abstained',
  yourChoice: 'Your choice',
  yourBallot: 'Your ballot',
  revise: 'Change',
  addMore: 'Add the rest',
  fromElsewhere: 'This ballot was not sent from this device. If it was not you, tell the staff at once.',
  outlived: 'This ballot stands. Your session has ended since, so it can no longer be changed.',
}
