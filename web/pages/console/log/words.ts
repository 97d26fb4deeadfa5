import type { words } from '#words/zh/console/log.ts'
import { catalogue } from '../../../i18n/catalogue.ts'

export const log = catalogue(
  import.meta.glob<typeof words>('#words/*/console/log.ts', { eager: true, import: 'words' }),
)
