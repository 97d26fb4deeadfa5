import type { words as zh } from '../../zh/result/headline.ts'
import { plural } from '../../english.ts'

export const words: typeof zh = {
  title: 'The result',
  first: (name) => `First place: ${name}`,
  sharedFirst: (names, count) => `First place, shared by ${count}: ${names}`,
  points: (total) => `${total} ${plural(Number(total), 'point')}`,
  plus: ' + ',
  equals: ' = ',
  turnout: (electorate, cast, eligible) =>
    eligible === null ? `${electorate} ${cast}` : `${electorate} ${cast} of ${eligible}`,
  tookPart: 'Took part: ',
}
