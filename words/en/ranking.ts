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
  why: {
    'no-marks': 'No valid marks',
    disqualified: 'Disqualified',
    withdrawn: 'Withdrawn',
  },
  noMarksYet: 'No marks yet',
  unranked: (list) => `Not ranked: ${list}`,
  unrankedWhy: (name, why) => `${name} (${why})`,
  noRanking: 'No ballots, no ranking',
  noValidRanking: 'No valid marks, no ranking',
  notMarkedBy: (panels) => `No marks from ${panels}: counts as 0`,
  tieBroken: {
    panel: (panel) => `Equal totals: by the points of ${panel}`,
    criterion: (panel, criterion) => `Equal totals: by the points of ${panel} for “${criterion}”`,
    voters: (panel) => `Equal totals: by how many of ${panel} gave marks`,
    countback: (panel) => `Equal totals: by the best marks of ${panel}`,
    exact: 'Equal totals: by the total before rounding',
    order: 'Equal totals: by running order',
  },
  more: (n) => `${n} more`,
}
