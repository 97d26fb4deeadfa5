import type { words } from '#words/zh/console/outcome.ts'
import { catalogue } from '../../../i18n/catalogue.ts'

export const outcome = catalogue(
  import.meta.glob<typeof words>('#words/*/console/outcome.ts', { eager: true, import: 'words' }),
)
