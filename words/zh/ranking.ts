export const words = {
  provisionalRank: '暂时排名',
  tied: '并列',
  inCut: (top: number) => `前 ${top} 名`,
  toDecide: '待定',
  noPoints: '—',
  rank: '名次',
  contestant: '参评对象',
  total: '总分',
  points: '得分',
  part: '计入',
  more: (n: number) => `另有 ${n} 位`,
}
