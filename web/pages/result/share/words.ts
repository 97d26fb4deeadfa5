import type { words } from '#words/zh/result/share.ts'
import { catalogue } from '../../../i18n/catalogue.ts'

export const share = catalogue(
  import.meta.glob<typeof words>('#words/*/result/share.ts', { eager: true, import: 'words' }),
)
