import type { words as zh } from '../zh/cast.ts'

export const words: typeof zh = {
  abstained: 'Abstained',
  yourChoice: 'Your choice',
  yourBallot: 'Your ballot',
  revise: 'Change',
  addMore: 'Add the rest',
  fromElsewhere: 'This ballot was not sent from this device. If it was not you, tell the staff at once.',
  signed: 'Signed receipt',
  signedHint:
    'The system has signed that it received this ballot. Keep it or take a picture: once the result is out, paste it under “Look up your receipt” on the result page, and anybody can see whether the ballot is counted and unchanged.',
  copy: 'Copy',
  copied: 'Copied',
  outlived: 'This ballot stands. Your session has ended since, so it can no longer be changed.',
}
