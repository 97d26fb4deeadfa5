import type { words } from '#words/zh/marks.ts'
import { catalogue } from '../../i18n/catalogue.ts'

export const marks = catalogue(
  import.meta.glob<typeof words>('#words/*/marks.ts', { eager: true, import: 'words' }),
)
