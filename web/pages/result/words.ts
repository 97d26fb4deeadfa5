import type { words } from '#words/zh/result/result.ts'
import { catalogue } from '../../i18n/catalogue.ts'

export const result = catalogue(
  import.meta.glob<typeof words>('#words/*/result/result.ts', { eager: true, import: 'words' }),
)
