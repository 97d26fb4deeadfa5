import { catalogue } from '../../../i18n/catalogue.ts'

/** What robots are called, and what their judges say. */
export const zh = {
  name: (electorate: string, n: number) => `机器人 ${electorate} ${n}`,
  strength: '彩排：思路清楚，数据翔实。',
  suggestion: '彩排：注意掌握时间。',
}

export const en: typeof zh = {
  name: (electorate, n) => `Robot ${electorate} ${n}`,
  strength: 'Rehearsal: a clear account.',
  suggestion: 'Rehearsal: keep to the time.',
}

export const robot = catalogue(zh, en)
