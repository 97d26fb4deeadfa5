import type { words as zh } from '../zh/ranking.ts'

export const words: typeof zh = {
  provisionalRank: 'So far',
  tied: 'Tied',
  inCut: (top) => `Top ${top}`,
  toDecide: 'To be decided',
  noPoints: '—',
  rank: 'Rank',
  contestant: 'Contestant',
  total: 'Total',
  points: 'Points',
  part: 'Counts',
  more: (n) => `${n} more`,
}
