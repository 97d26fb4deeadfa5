import type { words } from '#words/zh/voided.ts'
import { catalogue } from './catalogue.ts'

export const voidedWords = catalogue(
  import.meta.glob<typeof words>('#words/*/voided.ts', { eager: true, import: 'words' }),
)
