import { catalogue } from '../../../i18n/catalogue.ts'

export const zh = {
  title: '图表',
  parts: '总分从哪里来',
  partsHint: '每一段是一个板块计入总分的部分。',
  ranks: '各板块心中的名次',
  ranksHint: '按每个板块自己的得分排出的名次，最右边是最终名次。线越平，看法越一致。',
  final: '最终',
  grades: (panel: string) => `${panel}的评价分布`,
  gradesHint: '每一段是评为这个等次的份数。',
  spread: (panel: string) => `${panel}打分的分散程度`,
  spreadHint: '每个圆点是一位评委的合计分，竖线是最后得分。点越散，分歧越大。由本机从票册算出。',
  spreadTrimmed: '空心圆是按规则去掉的最高分和最低分。',
  spreadSaid: (lowest: string, highest: string, points: string) =>
    `最低 ${lowest}，最高 ${highest}，最后得分 ${points}`,
  times: (total: string, count: number) => (count > 1 ? `${total}（${count} 位）` : total),
  ranksSaid: (name: string, places: string) => `${name}：${places}`,
}

export const en: typeof zh = {
  title: 'Charts',
  parts: 'Where the totals come from',
  partsHint: 'Each part of a bar is what one panel adds to the total.',
  ranks: 'How each panel ranks them',
  ranksHint:
    'Ranks by each panel’s own points; the final ranks stand on the right. The flatter a line, the more they agree.',
  final: 'Final',
  grades: (panel) => `Grades from ${panel}`,
  gradesHint: 'Each part of a bar is how often that grade was given.',
  spread: (panel) => `How far apart: ${panel}`,
  spreadHint:
    'Each dot is one total, the upright line the points. The wider the dots, the less they agree. Counted from the book on this device.',
  spreadTrimmed: 'Hollow dots are the highest and lowest, left out by the rules.',
  spreadSaid: (lowest, highest, points) => `lowest ${lowest}, highest ${highest}, points ${points}`,
  times: (total, count) => (count > 1 ? `${total} (${count} times)` : total),
  ranksSaid: (name, places) => `${name}: ${places}`,
}

export const charts = catalogue(zh, en)
