import { common } from '../../../i18n/common.ts'
import type { RoundWord } from './rounds.ts'
import { desk as t } from '../words.ts'

export const sayWord = (word: RoundWord): string => (word === 'revealing' ? t.revealing : common[word])
