import { counted } from '../english.ts'
import type { words as zh } from '../zh/find.ts'

export const words: typeof zh = {
  search: 'Search names, units or initials',
  searchShort: 'Name, unit, initials',
  onlyChosen: (n) => `${n} chosen`,
  found: (n) => `${n} found`,
  count: (n) => counted(n, 'contestant'),
  chosenHere: (n) => `${n} chosen`,
  showMore: (n) => `Show more (${n} left)`,
}
