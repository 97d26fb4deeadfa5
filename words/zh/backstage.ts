export const words = {
  page: '候场',
  now: '正在台上',
  nobody: '台上无人',
  next: '接下来上台',
  nobodyNext: '后面没有人了。',
  number: (place: number) => `第 ${place} 位`,
  at: (time: string) => `约 ${time} 上台`,
  inMinutes: (minutes: number) => `还有约 ${minutes} 分钟`,
  atOnce: '马上上台',
  getReady: '请准备',
  estimated: '按规定的发言时间推算，不含评分和换场的时间。',
  offline: '网络中断：显示的是断网前的内容，正在重连',
}
