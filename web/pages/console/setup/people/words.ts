import type { words } from '#words/zh/console/people.ts'
import { catalogue } from '../../../../i18n/catalogue.ts'

export const people = catalogue(
  import.meta.glob<typeof words>('#words/*/console/people.ts', { eager: true, import: 'words' }),
)
