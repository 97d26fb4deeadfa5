import type { words } from '#words/zh/result/check.ts'
import { catalogue } from '../../../i18n/catalogue.ts'

export const check = catalogue(
  import.meta.glob<typeof words>('#words/*/result/check.ts', { eager: true, import: 'words' }),
)
