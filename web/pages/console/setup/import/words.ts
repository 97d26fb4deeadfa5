import type { words } from '#words/zh/console/import.ts'
import { catalogue } from '../../../../i18n/catalogue.ts'

export const imports = catalogue(
  import.meta.glob<typeof words>('#words/*/console/import.ts', { eager: true, import: 'words' }),
)
