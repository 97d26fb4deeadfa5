import type { Contestant } from '#contract/contest.ts'
import { compare, exact } from '#core/decimal.ts'
import { totalOf } from '../../state/score-entry.ts'
import type { Sheet } from './sheet.svelte.ts'

/** A contestant as a judge's own totals place them; who is not marked yet has neither total nor place. */
export type OwnPlace = { contestant: Contestant; total: string; place: number | null }

/** The contestants by this judge's totals, best first. Equal totals share a place; who has no total comes last, in running order. */
export function ownRanking(sheet: Sheet): OwnPlace[] {
  const { contestants, rule } = sheet
  const isMarked = ({ id }: Contestant) => sheet.missing(id) === 0
  const marked = contestants
    .filter(isMarked)
    .map((contestant) => ({ contestant, total: totalOf(rule.criteria, sheet.scores(contestant.id)) }))
    .toSorted((a, b) => compare(exact(b.total), exact(a.total)))
  let place = 0
  return [
    ...marked.map((row, index) => {
      if (row.total !== marked[index - 1]?.total) place = index + 1
      return { ...row, place }
    }),
    ...contestants
      .filter((one) => !isMarked(one))
      .map((contestant) => ({ contestant, total: '', place: null })),
  ]
}
