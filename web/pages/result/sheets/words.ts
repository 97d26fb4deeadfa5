import { catalogue } from '../../../i18n/catalogue.ts'

export const zh = {
  csv: '下载 CSV',
  xlsx: '下载 Excel',
  failed: '表格没有生成，请再试一次。',
  ranking: '排名',
  turnout: '投票人数',
  about: '说明',
  unit: '单位',
  presenter: '汇报人',
  note: '备注',
  points: (panel: string) => `${panel} 得分`,
  part: (panel: string) => `${panel} 计入`,
  votes: (panel: string) => `${panel} 票数`,
  marks: (panel: string) => `${panel} 评分份数`,
  inPanel: (panel: string, what: string) => `${panel} ${what}`,
  contest: '赛事',
  round: '轮次',
}

export const en: typeof zh = {
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

export const sheets = catalogue(zh, en)
