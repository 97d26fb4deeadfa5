import type { words } from '#words/zh/player.ts'
import { catalogue } from '../../i18n/catalogue.ts'

export const player = catalogue(
  import.meta.glob<typeof words>('#words/*/player.ts', { eager: true, import: 'words' }),
)
