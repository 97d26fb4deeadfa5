import type { words } from '#words/zh/common.ts'
import { catalogue } from './catalogue.ts'

export const common = catalogue(
  import.meta.glob<typeof words>('#words/*/common.ts', { eager: true, import: 'words' }),
)
