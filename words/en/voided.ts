import type { words as zh } from '../zh/voided.ts'

export const words: typeof zh = {
  title: (round) => `${round}: this round was voided`,
  titleAgain: (round) => `${round}: the vote before was voided`,
  reason: (reason) => `Reason: ${reason}`,
  before: {
    voter: 'The votes cast in it do not count. Please vote again when the host says so.',
    judge: 'The marks sent in it do not count. Please mark again when the host says so.',
  },
  again: {
    voter: 'The votes cast before do not count. Please vote again.',
    judge: 'The marks sent before do not count. Please mark again.',
  },
  receipt: (receipt) => `Your receipt in the voided vote: ${receipt} (no longer counted)`,
  short: 'This round was voided',
  soon: 'The vote will be held again; please wait for the host.',
  shown: 'Everybody can read the reason: on phones, on the screen and in the log.',
  since: (reason) => `The attempt before was voided: ${reason}`,
}
