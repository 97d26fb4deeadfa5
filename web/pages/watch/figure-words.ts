import type { words } from '#words/zh/figures.ts'
import { catalogue } from '../../i18n/catalogue.ts'

export const figures = catalogue(
  import.meta.glob<typeof words>('#words/*/figures.ts', { eager: true, import: 'words' }),
)
