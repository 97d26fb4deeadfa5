import type { words } from '#words/zh/result/charts.ts'
import { catalogue } from '../../../i18n/catalogue.ts'

export const charts = catalogue(
  import.meta.glob<typeof words>('#words/*/result/charts.ts', { eager: true, import: 'words' }),
)
