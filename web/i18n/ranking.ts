import type { Round } from '#contract/contest.ts'
import type { Turnout } from '#contract/live.ts'
import type { words } from '#words/zh/ranking.ts'
import { catalogue } from './catalogue.ts'

/** Words of a ranking; they stand apart from what a phone waits for before it can vote. */
export const rankWords = catalogue(
  import.meta.glob<typeof words>('#words/*/ranking.ts', { eager: true, import: 'words' }),
)

/** What those whom a round's cut takes are called. */
export const cutWords = ({ cut }: Pick<Round, 'cut'>): string => cut?.name ?? rankWords.inCut(cut?.top ?? 0)

/** What an award of a round is called. */
export const awardWords = ({ awards = [] }: Pick<Round, 'awards'>, award: string): string =>
  awards.find(({ id }) => id === award)?.name ?? award

/** Why a round has no ranking: nobody voted, or nobody gave a mark that counts. */
export const sayNoRanking = (turnout: Turnout): string =>
  Object.values(turnout).every(({ cast }) => cast === 0) ? rankWords.noRanking : rankWords.noValidRanking
