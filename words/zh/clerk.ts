export const words = {
  page: '计时台',
  now: '正在台上',
  nobody: '台上无人',
  next: (name: string) => `下一位：${name}`,
  wrongRole: '这里是会务人员的计时台',
  wrongRoleHint: '这个登录码不是会务人员的。请改用组织者发给您的链接，或在这里输入登录码。',
  refused: (what: string) => `没有执行：${what}`,
  dismiss: '知道了',
  offline: '网络中断：时间照走，按钮要等网络恢复才有用，正在重连',
  screens: '打开页面',
  stage: '台上计时',
  backstage: '候场',
}
