import type { words } from '#words/zh/console/robots.ts'
import { catalogue } from '../../../i18n/catalogue.ts'

export const robot = catalogue(
  import.meta.glob<typeof words>('#words/*/console/robots.ts', { eager: true, import: 'words' }),
)
