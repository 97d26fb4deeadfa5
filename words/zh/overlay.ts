export const words = {
  page: '叠加层',
  noContest: '地址里缺少赛事',
  noContestHint: '请从控制台打开叠加层，或把地址写成 /overlay#contest=赛事编号',
  votingNow: '正在投票',
  revealSoon: '名次即将揭晓',
}
