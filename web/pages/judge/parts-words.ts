import type { words } from '#words/zh/sheet.ts'
import { catalogue } from '../../i18n/catalogue.ts'

/** Words of what comes after the first sight of a sheet. */
export const sheetWords = catalogue(
  import.meta.glob<typeof words>('#words/*/sheet.ts', { eager: true, import: 'words' }),
)
