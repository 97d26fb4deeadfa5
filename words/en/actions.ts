import { plural } from '../english.ts'
import type { words as zh } from '../zh/actions.ts'

export const words: typeof zh = {
  whys: { overtime: 'overtime', bonus: 'bonus', deduct: 'deduction' },
  adjust: (name, why, points) => `${name}: ${why}, ${points} ${plural(Number(points), 'point')}`,
  disqualify: (name) => `disqualify ${name}`,
  withdraw: (name) => `${name} withdraws from the round`,
  reinstate: (name) => `reinstate ${name}`,
  exclude: (ballot, why) => `leave ballot ${ballot} out of the count: ${why}`,
  decideCut: (names) => `of those who tie across the cut, in: ${names}`,
  void: 'void the round',
  reason: (reason) => `reason: ${reason}`,
}
