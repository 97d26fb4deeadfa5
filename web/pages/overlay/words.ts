import type { words } from '#words/zh/overlay.ts'
import { catalogue } from '../../i18n/catalogue.ts'

export const overlay = catalogue(
  import.meta.glob<typeof words>('#words/*/overlay.ts', { eager: true, import: 'words' }),
)
