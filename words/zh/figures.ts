export const words = {
  afterPublish: '结果公布后显示',
  afterClose: '截止后显示',
  afterSeal: '计票复核后显示',
  waitForReveal: '请看大屏，排名即将逐名揭晓。',
  inParts: (first: string, then: string) => `先显示${first}得分，再逐个加上${then}得分，名次随之变化。`,
  noBallotsYet: '还没有人投票。',
  fullResult: '查看完整结果',
}
