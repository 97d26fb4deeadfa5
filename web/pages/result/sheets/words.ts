import type { words } from '#words/zh/result/sheets.ts'
import { catalogue } from '../../../i18n/catalogue.ts'

export const sheets = catalogue(
  import.meta.glob<typeof words>('#words/*/result/sheets.ts', { eager: true, import: 'words' }),
)
