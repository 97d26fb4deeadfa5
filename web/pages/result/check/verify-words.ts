import type { VerifyWords } from '#words/say.ts'
import type { words } from '#words/zh/findings.ts'
import { catalogue } from '../../../i18n/catalogue.ts'
import { faultWords } from '../../../i18n/faults.ts'
import { refusalWords } from '../../../i18n/refusals.ts'

/** The words of a verification in the reader's language. */
export const verifyWords: VerifyWords = {
  faults: faultWords,
  refusals: refusalWords,
  findings: catalogue(
    import.meta.glob<typeof words>('#words/*/findings.ts', { eager: true, import: 'words' }),
  ),
}
