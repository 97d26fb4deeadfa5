import type { words } from '#words/zh/find.ts'
import { catalogue } from '../i18n/catalogue.ts'

export const findWords = catalogue(
  import.meta.glob<typeof words>('#words/*/find.ts', { eager: true, import: 'words' }),
)
