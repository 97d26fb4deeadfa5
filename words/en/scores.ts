import type { words as zh } from '../zh/scores.ts'
import { counted } from '../english.ts'

export const words: typeof zh = {
  limits: (min, max) => `${min}–${max}`,
  limitsWithStep: (min, max, step) => `${min}–${max}, step ${step}`,
  tooHigh: (max) => `At most ${max}`,
  tooLow: (min) => `At least ${min}`,
  wrongStep: (step) => `In steps of ${step}`,
  notANumber: 'Figures only',
  tooFine: (places) => `At most ${counted(places, 'decimal')}`,
}
