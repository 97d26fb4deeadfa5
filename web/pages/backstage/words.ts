import type { words } from '#words/zh/backstage.ts'
import { catalogue } from '../../i18n/catalogue.ts'

export const backstage = catalogue(
  import.meta.glob<typeof words>('#words/*/backstage.ts', { eager: true, import: 'words' }),
)
