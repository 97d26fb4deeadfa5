import type { Contest, Round } from '#contract/contest.ts'
import type { Result } from '#contract/live.ts'
import { common } from '../../i18n/common.ts'
import { rankWords, sayNoRanking } from '../../i18n/ranking.ts'
import { contestantOf, electorateName } from '../../state/rounds.ts'
import { headline as t } from './headline-words.ts'

/** The result in two lines, as a newspaper gives it: who is first, and what the total is made of. */
export type Headline = { who: string; total: string | null; sum: string | null }

export function headlineOf(contest: Contest, round: Round, { standings, ballots }: Result): Headline {
  const first = standings.filter(({ rank }) => rank === 1)
  const [only] = first
  if (only === undefined) return { who: sayNoRanking(ballots), total: null, sum: null }
  const names = first.map(({ contestant: id }) => contestantOf(contest, id)?.name ?? id)
  const who =
    names.length === 1
      ? t.first(names.join(common.separator))
      : t.sharedFirst(names.join(common.separator), names.length)
  return { who, total: only.total, sum: names.length === 1 ? sumOf(contest, round, only) : null }
}

/** `Judges 54.08 + Village 16.84`, as far as there are several parts that make the total. */
function sumOf(contest: Contest, round: Round, { panels }: Result['standings'][number]): string | null {
  const weighed = round.panels.filter(({ weight = 100 }) => weight > 0)
  if (weighed.length < 2) return null
  return weighed
    .map(({ electorate }) => {
      const figures = panels[electorate]
      const part = figures === undefined || figures.noPoints === true ? rankWords.noPoints : figures.part
      return `${electorateName(contest, electorate)} ${part}`
    })
    .join(t.plus)
}
