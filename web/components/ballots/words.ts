import type { words } from '#words/zh/ballots.ts'
import { catalogue } from '../../i18n/catalogue.ts'

export const ballotWords = catalogue(
  import.meta.glob<typeof words>('#words/*/ballots.ts', { eager: true, import: 'words' }),
)
