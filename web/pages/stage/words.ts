import type { words } from '#words/zh/stage.ts'
import { catalogue } from '../../i18n/catalogue.ts'

export const stage = catalogue(
  import.meta.glob<typeof words>('#words/*/stage.ts', { eager: true, import: 'words' }),
)
