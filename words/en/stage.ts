import type { words as zh } from '../zh/stage.ts'

export const words: typeof zh = {
  page: 'Stage clock',
  idle: 'Please wait to be called',
  onStage: 'On stage',
  message: 'From the staff',
  offline: 'No network: the time runs on; a pause or a message may be missing. Reconnecting…',
}
