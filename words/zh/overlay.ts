export const words = {
  page: '字幕条',
  noContest: '地址里缺少活动',
  noContestHint: '请从组织台打开字幕条，或把地址写成 /overlay#contest=活动编号',
  votingNow: '正在投票',
  revealSoon: '名次即将揭晓',
  marks: '评委亮分',
  points: '得分',
  highest: '最高分',
  lowest: '最低分',
}
