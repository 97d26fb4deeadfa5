import type { words } from '#words/zh/console/form.ts'
import { catalogue } from '../../../../i18n/catalogue.ts'

export const form = catalogue(
  import.meta.glob<typeof words>('#words/*/console/form.ts', { eager: true, import: 'words' }),
)
