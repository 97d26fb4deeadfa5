import type { words as zh } from '../zh/turnout.ts'

export const words: typeof zh = {
  ofEligible: (name, cast, eligible) => `${name}: ${cast} of ${eligible} voted`,
  castOnly: (name, cast) => `${name}: ${cast} voted`,
}
