import { counted, plural } from '../english.ts'
import type { words as zh } from '../zh/preview.ts'

export const words: typeof zh = {
  coming: 'The result is not public yet. It will stand here.',
  first: (names, total) => `First place: ${names}, ${total} ${plural(Number(total), 'point')}`,
  sharedFirst: (names, total) => `First place shared by ${names}, ${total} ${plural(Number(total), 'point')}`,
  nobody: 'No valid marks, so no ranking',
  next: (rank, names) => `Place ${rank}: ${names}`,
  cast: (count) => `${counted(count, 'person', 'people')} voted; check it yourself`,
  between: '; ',
  names: ', ',
  open: 'See the full result',
}
