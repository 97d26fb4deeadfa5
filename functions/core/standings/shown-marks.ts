import type { BallotRuleOf, Contest, Round } from '#contract/contest.ts'
import type { ShownMark, ShownPanel } from '#contract/live.ts'
import { digestOf } from '../canonical.ts'
import { compare, figure, round as rounded, shortest, type Exact } from '../decimal.ts'
import { decimalsOf } from '../round.ts'
import type { Tally } from '../tally.ts'
import { sortedOut, type Counted, type Drop } from './counted.ts'
import { panelPoints } from './panel-points.ts'
import { readTally, type GivenMarks } from './read-tally.ts'
import { valuesGiven } from './score-points.ts'

type Rule = BallotRuleOf<'score'>

/**
 * What judges have given one contestant so far, as it is shown after a presentation: in each score panel of judges their totals without
 * names, which of them the mean leaves out, and the points, all as the count has them. Panels are in the round's order.
 */
export function shownMarks(contest: Contest, round: Round, tally: Tally, contestant: string): ShownPanel[] {
  const decimals = decimalsOf(contest)
  const panels = readTally(round, tally, {})
  return round.panels.flatMap((panel) => {
    const marks = panels.get(panel.electorate)
    const { ballot, electorate } = panel
    if (ballot.kind !== 'score' || !marks || !isOfJudges(contest, electorate)) return []
    const given = marks.given(contestant)
    const { points, criteria } = panelPoints(panel, marks, contestant, decimals)
    const figureOf = (value: Exact | undefined) => (value ? figure(value, decimals) : null)
    return [
      {
        electorate,
        points: figureOf(points?.announced),
        totals: totalsOf(ballot, given, decimals),
        ...(ballot.per === 'criterion' && {
          criteria: ballot.criteria.map(({ id }) => ({
            criterion: id,
            points: figureOf(criteria.get(id)),
            scores: bestFirst(valuesGiven(given, id), ballot.drop, shortest),
          })),
        }),
      },
    ]
  })
}

/** How many judges have sent the marks that panels were made of. */
export const judgesIn = (panels: readonly ShownPanel[]): number =>
  panels.reduce((sum, { totals }) => sum + totals.length, 0)

/** Tells whether marks are still those that were shown. */
export const marksDigest = (panels: readonly ShownPanel[]): string => digestOf(panels).slice(0, 16)

/** Contestants whose marks are not any more what was shown of them, by id. `shown`: of each contestant the digest of what was shown last. */
export const changedSince = (
  contest: Contest,
  round: Round,
  tally: Tally,
  shown: Readonly<Record<string, string>> = {},
): string[] =>
  Object.keys(shown)
    .filter((id) => marksDigest(shownMarks(contest, round, tally, id)) !== shown[id])
    .toSorted()

const isOfJudges = ({ electorates }: Contest, electorate: string): boolean =>
  electorates.some(({ id, role }) => id === electorate && role === 'judge')

/** Each judge's total is rounded before any mean. Where marks are dropped criterion by criterion, no total is. */
function totalsOf({ drop, per }: Rule, given: GivenMarks, decimals: number): ShownMark[] {
  const totals = valuesGiven(given, '').map(({ value, count }) => ({
    value: rounded(value, decimals),
    count,
  }))
  return bestFirst(totals, per === 'criterion' ? undefined : drop, (value) => figure(value, decimals))
}

function bestFirst(
  marks: readonly Counted[],
  drop: Drop | undefined,
  say: (value: Exact) => string,
): ShownMark[] {
  const { low, kept, high } = sortedOut(marks, drop)
  return [
    ...high.map((mark) => ({ ...mark, dropped: 'high' as const })),
    ...kept.map((mark) => ({ ...mark, dropped: undefined })),
    ...low.map((mark) => ({ ...mark, dropped: 'low' as const })),
  ]
    .toSorted((a, b) => compare(b.value, a.value))
    .flatMap(({ value, count, dropped }) =>
      Array.from({ length: count }, () => ({ value: say(value), ...(dropped && { dropped }) })),
    )
}
