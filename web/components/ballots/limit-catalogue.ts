import type { words } from '#words/zh/limits.ts'
import { catalogue } from '../../i18n/catalogue.ts'

/** Words of what a ballot has to keep as a whole; only ballots of which something is asked wait for them. */
export const limitWords = catalogue(
  import.meta.glob<typeof words>('#words/*/limits.ts', { eager: true, import: 'words' }),
)
