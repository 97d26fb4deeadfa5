import type { Round } from '#contract/contest.ts'
import type { ShownPanel } from '#contract/live.ts'
import { panelOf } from './rounds.ts'

/** Whether any figure of a panel stands there that its mean leaves out. */
export const leavesOut = ({ totals, criteria = [] }: ShownPanel): boolean =>
  [totals, ...criteria.map(({ scores }) => scores)].some((given) =>
    given.some(({ dropped }) => dropped !== undefined),
  )

export function criterionName(round: Round, electorate: string, criterion: string): string {
  const ballot = panelOf(round, electorate)?.ballot
  const criteria = ballot?.kind === 'score' ? ballot.criteria : []
  return criteria.find(({ id }) => id === criterion)?.name ?? criterion
}
