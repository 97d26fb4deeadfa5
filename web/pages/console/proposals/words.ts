import type { words } from '#words/zh/console/proposals.ts'
import { catalogue } from '../../../i18n/catalogue.ts'

export const proposals = catalogue(
  import.meta.glob<typeof words>('#words/*/console/proposals.ts', { eager: true, import: 'words' }),
)
