export const words = {
  delay: (seconds: number) => `延迟 ${seconds} 秒`,
  unmute: '打开声音',
  play: '播放直播',
  brokenHint: '投票不受影响，画面会自动重连。',
  blocked: '手机没有自动播放直播',
  reload: '重新加载直播',
}
