import type { words } from '#words/zh/judge.ts'
import { catalogue } from '../../i18n/catalogue.ts'

export const judge = catalogue(
  import.meta.glob<typeof words>('#words/*/judge.ts', { eager: true, import: 'words' }),
)
