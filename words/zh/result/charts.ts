export const words = {
  firstOnly: (n: number) => `参评对象很多，图表只画前 ${n} 个。`,
  title: '图表',
  parts: '总分从哪里来',
  partsHint: '每一段是一个评议主体计入总分的部分。',
  ranks: '各评议主体排名对比',
  ranksHint: '按每个评议主体自己的得分排出的名次，最右边是最终名次。线越平，看法越一致。',
  final: '最终',
  grades: (panel: string) => `${panel}的评价分布`,
  gradesHint: '每一段是评为这个等次的份数。',
  spread: (panel: string) => `${panel}打分分布`,
  spreadHint: '每个圆点是一位评委的合计分，竖线是最后得分。点越散，分歧越大。由本机从选票明细算出。',
  spreadTrimmed: '空心圆是按规则去掉的最高分和最低分。',
  spreadSaid: (lowest: string, highest: string, points: string) =>
    `最低 ${lowest}，最高 ${highest}，最后得分 ${points}`,
  arrivals: '投票时间分布',
  arrivalsHint: (step: string) => `每一格 ${step}，高低是这一段收到的票数，以最后一次修改为准。`,
  arrivalsSaid: (time: string, count: number, total: number) =>
    `共 ${total} 票，最多的一段从 ${time} 起，收到 ${count} 票。`,
  arrivalsSecret: '无记名轮次不留每张票的时间，所以没有“投票时间分布”的图。',
  times: (total: string, count: number) => (count > 1 ? `${total}（${count} 位）` : total),
  ranksSaid: (name: string, places: string) => `${name}：${places}`,
}
