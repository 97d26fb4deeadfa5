import type { words as zh } from '../zh/marks.ts'

export const words: typeof zh = {
  title: (name) => `Judges’ marks: ${name}`,
  points: 'Points',
  leftOut: 'The highest and lowest marks that are struck through do not enter the mean.',
  highest: 'highest, left out',
  lowest: 'lowest, left out',
}
