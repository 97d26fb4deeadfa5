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
  arrivals: '选票什么时候到',
  arrivalsHint: (step: string) => `每一格 ${step}，高低是这一段收到的票数，以最后一次修改为准。`,
  arrivalsSaid: (time: string, count: number, total: number) =>
    `共 ${total} 票，最多的一段从 ${time} 起，收到 ${count} 票。`,
  arrivalsSecret: '无记名轮次不留每张票的时间，所以没有“选票什么时候到”的图。',
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
  arrivals: 'When the ballots came in',
  arrivalsHint: (step) =>
    `Each step is ${step}; its height is the ballots of that time, by their last revision.`,
  arrivalsSaid: (time, count, total) => `${total} ballots; most came in the step from ${time}: ${count}.`,
  arrivalsSecret: 'Secret ballots keep no times, so there is no chart of when they came in.',
  times: (total, count) => (count > 1 ? `${total} (${count} times)` : total),
  ranksSaid: (name, places) => `${name}: ${places}`,
}

export const charts = catalogue(zh, en)
