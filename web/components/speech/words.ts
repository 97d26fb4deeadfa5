import type { words } from '#words/zh/speech.ts'
import { catalogue } from '../../i18n/catalogue.ts'

export const speech = catalogue(
  import.meta.glob<typeof words>('#words/*/speech.ts', { eager: true, import: 'words' }),
)
