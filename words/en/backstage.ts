import type { words as zh } from '../zh/backstage.ts'
import { counted } from '../english.ts'

export const words: typeof zh = {
  page: 'Backstage',
  now: 'On stage now',
  nobody: 'Nobody is on stage',
  next: 'Next on stage',
  nobodyNext: 'Nobody is left to come.',
  number: (place) => `No. ${place}`,
  at: (time) => `about ${time}`,
  inMinutes: (minutes) => `in about ${counted(minutes, 'minute')}`,
  atOnce: 'any moment',
  getReady: 'Get ready',
  estimated: 'By the time that each may speak; scoring and changes in between are not in it.',
  offline: 'No network: this is what was known before. Reconnecting…',
}
