import type { words } from '#words/zh/console/desk.ts'
import { catalogue } from '../../i18n/catalogue.ts'

export const desk = catalogue(
  import.meta.glob<typeof words>('#words/*/console/desk.ts', { eager: true, import: 'words' }),
)
