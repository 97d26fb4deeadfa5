import type { words } from '#words/zh/result/headline.ts'
import { catalogue } from '../../i18n/catalogue.ts'

export const headline = catalogue(
  import.meta.glob<typeof words>('#words/*/result/headline.ts', { eager: true, import: 'words' }),
)
