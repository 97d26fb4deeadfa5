export const words = {
  minutes: (minutes: number) => `${minutes} 分`,
  wholeMinutes: (minutes: number) => `${minutes} 分钟`,
  seconds: (seconds: number) => `${seconds} 秒`,
}
