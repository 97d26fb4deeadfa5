/** What is proposed by one person and approved by another, wherever that is told. */
export const words = {
  whys: { overtime: '超时扣分', bonus: '加分', deduct: '扣分' },
  adjust: (name: string, why: string, points: string) => `${name}：${why} ${points} 分`,
  disqualify: (name: string) => `取消${name}的参评资格`,
  withdraw: (name: string) => `${name}退出本轮`,
  reinstate: (name: string) => `恢复${name}的参评资格`,
  exclude: (ballot: string, why: string) => `选票 ${ballot} 不计入：${why}`,
  decideCut: (names: string) => `并列者中定为入围的是：${names}`,
  void: '作废本轮',
  reason: (reason: string) => `原因：${reason}`,
}
