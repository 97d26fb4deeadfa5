/** 结果公布以后的更正，凡是显示结果的地方都用。 */
export const words = {
  corrected: (time: string, reasons: string) => `已更正（${time}）：${reasons}`,
  title: (version: number) => `已更正：结果第 ${version} 版`,
  actions: '加减分与更正',
  sealed: (time: string) => `按同一份选票明细重新计算，${time} 锁定。`,
  nothingMoved: '名次和总分都没有变。',
  by: (who: string) => `提议、复核：${who}`,
  byOne: (who: string) => `提议、复核为同一人：${who}`,
  roles: { owner: '系统管理员', organiser: '组织者', scrutineer: '监票人' } as { [role: string]: string },
  older: (version: number) => `查阅原结果（第 ${version} 版）`,
  onePerson: '本活动的加减分与更正，一人即可复核。',
}
