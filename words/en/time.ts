import type { words as zh } from '../zh/time.ts'

export const words: typeof zh = {
  minutes: (minutes) => `${minutes} min`,
  wholeMinutes: (minutes) => `${minutes} min`,
  seconds: (seconds) => `${seconds} s`,
}
