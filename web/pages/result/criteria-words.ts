import type { BallotRuleOf, Panel } from '#contract/contest.ts'
import type { PanelFigures } from '#contract/live.ts'
import { compare, exact, sum } from '#core/decimal.ts'
import { result as t } from './words.ts'

/** Whether the criteria of a panel are each trimmed on their own, while its points are the trimmed mean of whole totals. */
export const isTrimmedApart = ({ drop, per }: BallotRuleOf<'score'>): boolean =>
  per !== 'criterion' && drop !== undefined && drop.high + drop.low > 0

/** Why the figures of a panel's criteria are no way to its points; empty where they are, or there are none. */
export function sayCriteria({ ballot }: Panel, { criteria = {}, points, noPoints }: PanelFigures): string {
  if (ballot.kind !== 'score' || noPoints) return ''
  if (isTrimmedApart(ballot)) return t.criteriaTrimmed
  return compare(sum(Object.values(criteria).map(exact)), exact(points)) === 0 ? '' : t.criteriaRounded
}
