import type { BallotRule, Contest, Panel, Round } from '#contract/contest.ts'
import type { Result, Standing } from '#contract/live.ts'
import { contestantOf, electorateName } from '../../../state/rounds.ts'
import type { Spread } from '../check/messages.ts'

/** What the charts draw. For drawing only: floats never go into a figure; what is written beside a mark is the published text. */

type Ranked = Pick<Result, 'standings'>

type Segment = { label: string; value: number; text: string }
export type Bar = { id: string; name: string; segments: Segment[] }

/** Of the segments on one side of zero (`sign`), how long they are together. */
export const lengthOf = (segments: readonly Segment[], sign: 1 | -1): number =>
  segments.reduce((sum, { value }) => sum + Math.max(0, value * sign), 0)

const nameIn = (contest: Contest, id: string): string => contestantOf(contest, id)?.name ?? id

/** Per contestant, what each panel adds to the total. */
export const partsOf = (contest: Contest, { panels }: Round, { standings }: Ranked): Bar[] =>
  standings.map(({ contestant, panels: figures }) => ({
    id: contestant,
    name: nameIn(contest, contestant),
    segments: panels.map(({ electorate }) => {
      const part = figures[electorate]?.part ?? '0'
      return { label: electorateName(contest, electorate), value: Number(part), text: part }
    }),
  }))

/** Per contestant, how often a panel gave each grade. */
export const gradesOf = (contest: Contest, { electorate, ballot }: Panel, { standings }: Ranked): Bar[] =>
  ballot.kind !== 'grade'
    ? []
    : standings.map(({ contestant, panels }) => ({
        id: contestant,
        name: nameIn(contest, contestant),
        segments: ballot.grades.map(({ id, name }) => {
          const count = panels[electorate]?.grades?.[id] ?? 0
          return { label: name, value: count, text: String(count) }
        }),
      }))

/** One contestant's rank and its place in the column, both from 1, by each panel's own points; the final one comes last. */
export type RankLine = { id: string; name: string; first: boolean; stops: Stop[] }

/** `rank`: null in a panel that gave no points. */
type Stop = { rank: number | null; place: number }

export function rankLinesOf(contest: Contest, { panels }: Round, { standings }: Ranked): RankLine[] {
  const columns = panels.map(({ electorate }) => ranksBy(standings, electorate))
  return standings.map(({ contestant, rank }, index) => ({
    id: contestant,
    name: nameIn(contest, contestant),
    first: rank === 1,
    stops: [
      ...columns.map((column) => column.get(contestant) ?? { rank: null, place: 0 }),
      { rank, place: index + 1 },
    ],
  }))
}

/** Equal points share a rank, as in the ranking; among themselves they keep its order. Below them, whoever has none. */
function ranksBy(standings: Standing[], panel: string): Map<string, Stop> {
  const hasPoints = ({ panels }: Standing) => panels[panel]?.noPoints !== true
  const pointsOf = ({ panels }: Standing) => Number(panels[panel]?.points ?? 0)
  const ranked = standings.filter(hasPoints).sort((a, b) => pointsOf(b) - pointsOf(a))
  const below = standings.filter((standing) => !hasPoints(standing))
  return new Map(
    [...ranked, ...below].map((standing, index) => {
      const ahead = ranked.findIndex((other) => pointsOf(other) === pointsOf(standing))
      const rank = hasPoints(standing) ? 1 + ahead : null
      return [standing.contestant, { rank, place: index + 1 }]
    }),
  )
}

type ArrivalStep = { from: string; count: number; segments: Segment[] }
export type ArrivalChart = {
  steps: ArrivalStep[]
  /** Where the last step ends, ISO 8601. */
  until: string
  /** The step in which most ballots came in. */
  fullest: ArrivalStep
}

/** When the ballots came in, step by step; null where that was not kept, or nobody voted. */
export function arrivalsOf(
  contest: Contest,
  { panels }: Round,
  { arrivals }: Pick<Result, 'arrivals'>,
): ArrivalChart | null {
  if (arrivals === undefined) return null
  const { from, seconds, counts } = arrivals
  const startOf = (step: number) => new Date(Date.parse(from) + step * seconds * 1_000).toISOString()
  const length = Math.max(0, ...Object.values(counts).map((steps) => steps.length))
  const steps = Array.from({ length }, (_, step) => {
    const segments = panels.map(({ electorate }) => {
      const value = counts[electorate]?.[step] ?? 0
      return { label: electorateName(contest, electorate), value, text: String(value) }
    })
    return { from: startOf(step), count: segments.reduce((sum, { value }) => sum + value, 0), segments }
  })
  const [first] = steps
  if (first === undefined) return null
  const fullest = steps.reduce((most, step) => (step.count > most.count ? step : most), first)
  return fullest.count === 0 ? null : { steps, until: startOf(length), fullest }
}

type Dot = { value: number; count: number; kept: boolean }
export type SpreadRow = { id: string; name: string; dots: Dot[]; points: string }

/** Per contestant, the totals that a panel's judges gave, those that were left out before the mean marked. */
export const spreadOf = (
  contest: Contest,
  { electorate, ballot }: Panel,
  { standings }: Ranked,
  spreads: readonly Spread[],
): SpreadRow[] =>
  standings.flatMap(({ contestant, panels }) => {
    const spread = spreads.find((one) => one.panel === electorate && one.contestant === contestant)
    if (spread === undefined) return []
    return {
      id: contestant,
      name: nameIn(contest, contestant),
      dots: trimmed(spread.totals, ballot),
      points: panels[electorate]?.points ?? '',
    }
  })

/** Splits the totals, lowest first, into those that count and those left out. Trimming by criterion leaves no total out. */
function trimmed(totals: Spread['totals'], ballot: BallotRule): Dot[] {
  const marks = totals.reduce((sum, { count }) => sum + count, 0)
  const drop = ballot.kind === 'score' && ballot.per !== 'criterion' ? ballot.drop : undefined
  const { high, low } = drop ?? { high: 0, low: 0 }
  const applies = drop !== undefined && marks >= (drop.atLeast ?? high + low + 1)
  const [from, to] = applies ? [low, marks - high] : [0, marks]
  let before = 0
  return totals.flatMap(({ value, count }) => {
    const kept = Math.max(0, Math.min(before + count, to) - Math.max(before, from))
    before += count
    return [
      { value, count: count - kept, kept: false },
      { value, count: kept, kept: true },
    ].filter(({ count }) => count > 0)
  })
}
