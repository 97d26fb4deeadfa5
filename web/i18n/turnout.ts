import type { words } from '#words/zh/turnout.ts'
import { catalogue } from './catalogue.ts'

export const turnoutWords = catalogue(
  import.meta.glob<typeof words>('#words/*/turnout.ts', { eager: true, import: 'words' }),
)
