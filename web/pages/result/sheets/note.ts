import type { Round } from '#contract/contest.ts'
import type { Standing } from '#contract/live.ts'
import { common } from '../../../i18n/common.ts'
import { awardWords, cutWords, rankWords } from '../../../i18n/ranking.ts'
import type { RankingRow } from '../ranking-rows.ts'

type Noted = Pick<Standing, 'tied' | 'inCut' | 'award'> & Partial<Pick<RankingRow, 'why' | 'notes'>>

/** What is said beside a row: why it has no rank, a shared rank, the cut, and what figures alone do not say. */
export const noteOf = (round: Round, { tied, inCut, award, why, notes = [] }: Noted): string =>
  [
    ...(why ? [rankWords.why[why]] : []),
    ...(tied ? [rankWords.tied] : []),
    ...(award === undefined ? [] : [awardWords(round, award)]),
    ...(inCut === true ? [cutWords(round)] : []),
    ...(inCut === 'decide' ? [rankWords.toDecide] : []),
    ...notes,
  ].join(common.separator)
