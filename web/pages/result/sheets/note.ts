import type { Round } from '#contract/contest.ts'
import type { Standing } from '#contract/live.ts'
import { common } from '../../../i18n/common.ts'
import { cutWords, rankWords } from '../../../i18n/ranking.ts'

/** What is said beside a row: shared rank, the cut. */
export const noteOf = (round: Round, { tied, inCut }: Standing): string =>
  [
    ...(tied ? [rankWords.tied] : []),
    ...(inCut === true ? [cutWords(round)] : []),
    ...(inCut === 'decide' ? [rankWords.toDecide] : []),
  ].join(common.separator)
