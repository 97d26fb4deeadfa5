import type { Contest, Contestant, Round } from '#contract/contest.ts'
import type { Result } from '#contract/live.ts'
import { signed } from '../../../i18n/actions.ts'
import { rankWords } from '../../../i18n/ranking.ts'
import { rankingRows } from '../ranking-rows.ts'
import { noteOf } from './note.ts'
import { sheets as t } from './words.ts'

/** A line of the result as it is signed; `parts` are what each panel adds to the total, in the order of the panels. */
export type RowToSign = {
  id: string
  rank: string
  name: string
  unit?: string | undefined
  parts: string[]
  adjusted: string
  total: string
  note: string
}

export const rowsToSign = (
  contest: Contest,
  round: Round,
  result: Result,
  left: readonly Contestant[],
): RowToSign[] =>
  rankingRows(contest, round, result, left).map((row) => {
    const { id, rank, name, unit, total, adjusted, panels } = row
    const part = (electorate: string) => {
      const figures = panels[electorate]
      if (figures === undefined || figures.noPoints === true) return rankWords.noPoints
      return figures.raw === undefined
        ? figures.part
        : t.convertedPart(figures.part, figures.raw, figures.points)
    }
    return {
      id,
      rank: String(rank ?? rankWords.noPoints),
      name,
      unit,
      parts: round.panels.map(({ electorate }) => part(electorate)),
      adjusted: adjusted === undefined ? '' : signed(adjusted),
      total: total ?? rankWords.noPoints,
      note: noteOf(round, row),
    }
  })

/** Whether points were added or deducted: they have a column of their own. */
export const isAdjusted = ({ standings, unranked = [] }: Pick<Result, 'standings' | 'unranked'>): boolean =>
  [...standings, ...unranked].some(({ adjusted }) => adjusted !== undefined)

/** Who signs, and on how many lines. Judges do where they gave marks. */
export function signers(contest: Contest, { panels }: Round): { who: string; lines: number }[] {
  const hasJudges = contest.electorates.some(
    ({ id, role }) => role === 'judge' && panels.some(({ electorate }) => electorate === id),
  )
  return [
    { who: t.chiefScrutineer, lines: 1 },
    { who: t.scrutineers, lines: 3 },
    { who: t.tellers, lines: 3 },
    ...(hasJudges ? [{ who: t.judges, lines: 1 }] : []),
  ]
}
