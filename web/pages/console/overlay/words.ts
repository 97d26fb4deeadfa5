import type { words } from '#words/zh/console/overlay.ts'
import { catalogue } from '../../../i18n/catalogue.ts'

export const overlay = catalogue(
  import.meta.glob<typeof words>('#words/*/console/overlay.ts', { eager: true, import: 'words' }),
)
