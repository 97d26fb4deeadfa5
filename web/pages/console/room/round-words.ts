import { common } from '../../../i18n/common.ts'
import type { RoundPhase } from '../../../state/round-view.ts'

export const sayWord = (phase: RoundPhase): string => common[phase]
