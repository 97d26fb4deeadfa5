export const words = {
  minutes: (minutes: number) => `${minutes} 分`,
  seconds: (seconds: number) => `${seconds} 秒`,
}
