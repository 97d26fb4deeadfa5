import type { words } from '#words/zh/clerk.ts'
import { catalogue } from '../../i18n/catalogue.ts'

export const clerk = catalogue(
  import.meta.glob<typeof words>('#words/*/clerk.ts', { eager: true, import: 'words' }),
)
