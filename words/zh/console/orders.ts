export const words = {
  orderStage: (name: string) => `请 ${name} 上台`,
  orderClearStage: '请台上的人下台',
  orderOpen: '开始投票',
  orderClose: '结束投票',
  orderExtend: '延长投票',
  orderReopen: '重新开放投票',
  orderVoid: '作废本轮',
  orderSeal: '封票',
  orderPublish: '公布结果',
  orderRelease: '公开点评',
  orderReveal: '揭晓',
}
