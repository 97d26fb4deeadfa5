export const words = {
  page: '台上计时',
  idle: '请等候上台',
  onStage: '台上',
  message: '工作人员提示',
  offline: '网络中断：时间照走，暂停和提示可能没有更新，正在重连',
}
