import type { words } from '#words/zh/watch.ts'
import { catalogue } from '../../i18n/catalogue.ts'

export const watch = catalogue(
  import.meta.glob<typeof words>('#words/*/watch.ts', { eager: true, import: 'words' }),
)
