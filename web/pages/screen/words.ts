import type { words } from '#words/zh/screen.ts'
import { catalogue } from '../../i18n/catalogue.ts'

export const screen = catalogue(
  import.meta.glob<typeof words>('#words/*/screen.ts', { eager: true, import: 'words' }),
)
