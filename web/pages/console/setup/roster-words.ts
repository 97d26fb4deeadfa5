import type { words } from '#words/zh/console/roster.ts'
import { catalogue } from '../../../i18n/catalogue.ts'

export const roster = catalogue(
  import.meta.glob<typeof words>('#words/*/console/roster.ts', { eager: true, import: 'words' }),
)
