import type { words as zh } from '../../zh/console/robots.ts'

export const words: typeof zh = {
  name: (electorate, n) => `Simulated ${electorate} ${n}`,
  guest: (electorate, n) => `${electorate} ${n}`,
  strength: 'Rehearsal: a clear account.',
  suggestion: 'Rehearsal: keep to the time.',
}
