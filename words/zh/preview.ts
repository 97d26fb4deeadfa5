/** What other programs show of a link to a result, before anybody opens it. */
export const words = {
  coming: '结果尚未公布，公布后在此查看。',
  first: (names: string, total: string) => `第一名：${names}，${total} 分`,
  sharedFirst: (names: string, total: string) => `并列第一名：${names}，${total} 分`,
  nobody: '没有有效评分，没有名次',
  next: (rank: number, names: string) => `第 ${rank} 名：${names}`,
  cast: (count: number) => `共 ${count} 人参加投票，可自行核验`,
  between: '；',
  names: '、',
  open: '查看完整结果',
}
