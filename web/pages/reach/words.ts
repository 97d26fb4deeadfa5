import type { words } from '#words/zh/reach.ts'
import { catalogue } from '../../i18n/catalogue.ts'

export const reach = catalogue(
  import.meta.glob<typeof words>('#words/*/reach.ts', { eager: true, import: 'words' }),
)
