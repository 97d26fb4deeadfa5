export const words = {
  stage: (name: string) => `请 ${name} 上台`,
  clearStage: '请台上的人下台',
  open: '开始投票',
  close: '结束投票',
  extend: '延长投票',
  reopen: '重新开放投票',
  void: '作废本轮',
  seal: '封票',
  publish: '公布结果',
  release: '公开点评',
  reveal: '揭晓',
}
