import type { Standing } from '#contract/live.ts'
import { common } from '../../../i18n/common.ts'
import { rankWords } from '../../../i18n/ranking.ts'

/** What is said beside a row: shared rank, the cut. */
export const noteOf = ({ tied, inCut }: Standing): string =>
  [
    ...(tied ? [rankWords.tied] : []),
    ...(inCut === true ? [rankWords.inCut] : []),
    ...(inCut === 'decide' ? [rankWords.toDecide] : []),
  ].join(common.separator)
