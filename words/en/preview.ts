import { counted } from '../english.ts'
import type { words as zh } from '../zh/preview.ts'

export const words: typeof zh = {
  coming: 'The result is not public yet. It will stand here.',
  first: (names, total) => `First place: ${names}, ${total} points`,
  sharedFirst: (names, total) => `First place shared by ${names}, ${total} points`,
  nobody: 'No valid marks, so no ranking',
  next: (rank, names) => `Place ${rank}: ${names}`,
  cast: (count) => `${counted(count, 'person', 'people')} voted; check it yourself`,
  between: '; ',
  names: ', ',
  open: 'See the full result',
}
