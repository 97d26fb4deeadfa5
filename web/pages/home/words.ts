import type { words } from '#words/zh/home.ts'
import { catalogue } from '../../i18n/catalogue.ts'

export const home = catalogue(
  import.meta.glob<typeof words>('#words/*/home.ts', { eager: true, import: 'words' }),
)
