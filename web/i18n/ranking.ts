import { catalogue } from './catalogue.ts'

const zh = {
  provisionalRank: '暂列',
  tied: '并列',
  inCut: '入围',
  toDecide: '待定',
  noPoints: '—',
  rank: '名次',
  contestant: '参评对象',
  total: '总分',
  points: '得分',
  part: '计入',
  more: (n: number) => `另有 ${n} 位`,
}

const en: typeof zh = {
  provisionalRank: 'So far',
  tied: 'Tied',
  inCut: 'In',
  toDecide: 'To be decided',
  noPoints: '—',
  rank: 'Rank',
  contestant: 'Contestant',
  total: 'Total',
  points: 'Points',
  part: 'Counts',
  more: (n) => `${n} more`,
}

/** Words of a ranking; they stand apart from what a phone waits for before it can vote. */
export const rankWords = catalogue(zh, en)
