import type { words } from '#words/zh/console/checklist.ts'
import { catalogue } from '../../../../i18n/catalogue.ts'

export const checklist = catalogue(
  import.meta.glob<typeof words>('#words/*/console/checklist.ts', { eager: true, import: 'words' }),
)
