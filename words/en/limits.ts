import type { words as zh } from '../zh/limits.ts'

export const words: typeof zh = {
  recused: 'Recused',
  recusedHint:
    'By the rules of this round you give no mark to those marked “Recused”; your ballot is valid without.',
  limitMost: (what, count, most) => `${what}: ${count}/${most}`,
  limitLeast: (what, count, least) => `${what}: ${count}, at least ${least}`,
  totalsFrom: (least) => `totals from ${least}`,
  totalsBelow: (below) => `totals below ${below}`,
  totalsBetween: (least, below) => `totals from ${least} to below ${below}`,
  notWhole: (n) => `${n} still to mark; all have to be marked`,
  allEqual: 'Not all of them may be marked the same',
  tooManyOf: (what, n) => `${what}: ${n} too many, change some`,
  tooFewOf: (what, n) => `${what}: ${n} more needed`,
}
