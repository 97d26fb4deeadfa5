import { catalogue } from '../../i18n/catalogue.ts'

export const zh = {
  page: '叠加层',
  noContest: '地址里缺少赛事',
  noContestHint: '请从控制台打开叠加层，或把地址写成 /overlay#contest=赛事编号',
  votingNow: '正在投票',
  revealSoon: '名次即将揭晓',
}

export const en: typeof zh = {
  page: 'Overlay',
  noContest: 'The address names no contest',
  noContestHint: 'Open the overlay from the console, or write the address as /overlay#contest=ID',
  votingNow: 'Vote now',
  revealSoon: 'The ranking comes next',
}

export const overlay = catalogue(zh, en)
