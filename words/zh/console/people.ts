/** 名册里的人：查找、移除、撤销一次导入。 */
export const words = {
  list: '名册里的人',
  search: '查找姓名、单位或编号',
  showCode: (code: string) => `登录码 ${code}`,
  showQr: '二维码',
  nobody: '没有找到这个人。',
  page: (from: number, to: number, of: number) => `第 ${from}–${to} 人，共 ${of} 人`,
  before: '上一页',
  after: '下一页',

  remove: '移除',
  removeQuestion: (name: string) => `把“${name}”移出名册？`,
  removeConsequence:
    '登录码立即失效，应投人数减少 1 人；移除的编号和原因记入操作记录。已经投过票的人不能移除。',
  removeYes: '移除',
  removing: (done: number, of: number) => `正在移除：${done} / ${of}`,
  undoDone: (removed: number, restored: number) => `已移除 ${removed} 人，改回 ${restored} 人。`,
  removed: (n: number) => `已移除 ${n} 人。`,
  stopped: (done: number, of: number, why: string) => `移除 ${done} 人后停下了，共 ${of} 人：${why}`,
  blocked: (who: string, why: string) => `${who}：${why}`,
  hasBallot: (round: string) => `在“${round}”已有选票`,
  mayHaveVoted: (round: string) => `“${round}”是无记名投票，是否投过票不得查询；这一轮作废后才能移除`,

  undo: '撤销这次导入',
  undoQuestion: '撤销这次导入？',
  undoPeople: (n: number) => `移除这次导入新增的 ${n} 人。`,
  undoChanged: (n: number) => `改回这次导入改动的 ${n} 人：`,
  undoMore: (n: number) => `另有 ${n} 人`,
  change: (id: string, before: string, after: string) => `${id}：${before} → ${after}`,
  nameless: '没有姓名',
  undoNobody: '这次导入新增的人已不在名册里，改动的人后来又改过：没有可撤销的。',
  undoConsequence:
    '被移除的人登录码立即失效，应投人数相应减少；改回的人登录码不变。只要其中一人已经投票，就一个也不移除、不改回，并列出是谁。',
  undoYes: '撤销导入',
  undone: '撤销导入',
}
