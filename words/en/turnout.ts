import type { words as zh } from '../zh/turnout.ts'

export const words: typeof zh = {
  ofEligible: (name, cast, eligible) => `${name}: ${cast} of ${eligible} have voted`,
  castOnly: (name, cast) => `${name}: ${cast} have voted`,
}
