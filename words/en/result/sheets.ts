import type { words as zh } from '../../zh/result/sheets.ts'

export const words: typeof zh = {
  csv: 'CSV',
  xlsx: 'Excel',
  failed: 'The table was not made. Try again.',
  ranking: 'Ranking',
  turnout: 'Turnout',
  about: 'About',
  unit: 'Unit',
  presenter: 'Presenter',
  note: 'Note',
  points: (panel) => `${panel}: points`,
  part: (panel) => `${panel}: counts`,
  votes: (panel) => `${panel}: votes`,
  marks: (panel) => `${panel}: marks`,
  inPanel: (panel, what) => `${panel}: ${what}`,
  contest: 'Contest',
  round: 'Round',
}
