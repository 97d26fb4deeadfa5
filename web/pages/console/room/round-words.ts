import { common } from '../../../i18n/common.ts'
import type { RoundPhase } from '../../../state/round-view.ts'
import { desk as t } from '../words.ts'

export const sayWord = (phase: RoundPhase): string => (phase === 'revealing' ? t.revealing : common[phase])
