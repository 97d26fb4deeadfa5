import type { words as zh } from '../zh/overlay.ts'

export const words: typeof zh = {
  page: 'Overlay',
  noContest: 'The address names no contest',
  noContestHint: 'Open the overlay from the console, or write the address as /overlay#contest=ID',
  votingNow: 'Vote now',
  revealSoon: 'The ranking comes next',
  marks: 'Judges’ marks',
  points: 'Points',
  highest: 'highest',
  lowest: 'lowest',
}
