import type { words } from '#words/zh/console/setup.ts'
import { catalogue } from '../../../i18n/catalogue.ts'

export const setup = catalogue(
  import.meta.glob<typeof words>('#words/*/console/setup.ts', { eager: true, import: 'words' }),
)
