import type { words } from '#words/zh/cast.ts'
import { catalogue } from '../../i18n/catalogue.ts'

/** Words on a ballot that was cast; nobody waits for them before. */
export const castWords = catalogue(
  import.meta.glob<typeof words>('#words/*/cast.ts', { eager: true, import: 'words' }),
)
