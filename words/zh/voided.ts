/** 一轮投票作废后，每个页面都这样说。 */
export const words = {
  title: (round: string) => `${round}：本轮已作废`,
  titleAgain: (round: string) => `${round}：上一次投票已作废`,
  reason: (reason: string) => `原因：${reason}`,
  before: {
    voter: '原来投的票不再计入。主持人宣布后，请重新投票。',
    judge: '原来打的分不再计入。主持人宣布后，请重新打分。',
  },
  again: { voter: '原来投的票不再计入，请重新投票。', judge: '原来打的分不再计入，请重新打分。' },
  receipt: (receipt: string) => `您在作废的那次投票中的回执号：${receipt}（不再计入）`,
  short: '本轮已作废',
  soon: '稍后重新投票，请等主持人宣布。',
  shown: '原因所有人都能看到：手机、大屏和操作记录里都会显示。',
  since: (reason: string) => `上一次已作废：${reason}`,
}
