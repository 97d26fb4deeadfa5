import type { Contest, Round } from '#contract/contest.ts'
import type { Result, RevealedParts, RevealedRow, Standing } from '#contract/live.ts'
import { compare, exact, figure, sum } from '#core/decimal.ts'
import { decimalsOf } from '#core/round.ts'

/** How far a reveal in two parts has come: whose points everybody has been shown, and to how many the others' were added, from the last up. */
export type PartsShown = { first: string[]; added: number }

/** Electorates that enter a total, in the round's order: the judges, whose points are shown first, and the others. */
export type Parts = { first: string[]; then: string[] }

/** The two parts in which a round can be revealed; null where only one side's points enter the total. */
export function partsOf(contest: Contest, round: Round): Parts | null {
  const judges = new Set(contest.electorates.filter(({ role }) => role === 'judge').map(({ id }) => id))
  const first = counting(round).filter((id) => judges.has(id))
  const then = counting(round).filter((id) => !judges.has(id))
  return first.length > 0 && then.length > 0 ? { first, then } : null
}

/**
 * A ranking as far as it is shown in two parts: everybody with the points of `first`, and the last `added` of that order with the others'
 * too. Nothing in it is computed from points that are not shown: rows are ordered by what is shown of them, equal figures share a
 * rank and stand in running order, and neither ties nor cuts are told.
 */
export function revealedParts(
  contest: Contest,
  round: Round,
  { contestants, standings }: Pick<Result, 'contestants' | 'standings'>,
  { first, added }: PartsShown,
): RevealedParts {
  const inOrder = contestants.flatMap((id) => standings.filter(({ contestant }) => contestant === id))
  const byFirst = inOrder.map((standing) => firstRow(standing, first, decimalsOf(contest))).sort(bestFirst)
  const whole = byFirst.slice(byFirst.length - added).map(({ contestant }) => contestant)
  const rows = inOrder.map((standing) =>
    whole.includes(standing.contestant)
      ? wholeRow(standing, [...new Set([...first, ...counting(round)])])
      : firstRow(standing, first, decimalsOf(contest)),
  )
  const [latest] = whole
  return { first, added, ...(latest !== undefined && { latest }), rows: ranked(rows.sort(bestFirst)) }
}

/** Electorates whose points enter the total. */
const counting = ({ panels }: Round): string[] =>
  panels.filter(({ weight }) => weight !== 0).map(({ electorate }) => electorate)

type Row = Omit<RevealedRow, 'rank'>

function firstRow(standing: Standing, first: readonly string[], places: number): Row {
  const parts = partsIn(standing, first)
  const total = figure(sum(Object.values(parts).map(exact)), places)
  return { contestant: standing.contestant, total, parts }
}

const wholeRow = (standing: Standing, all: readonly string[]): Row => ({
  contestant: standing.contestant,
  total: standing.total,
  parts: partsIn(standing, all),
  ...(standing.adjusted !== undefined && { adjusted: standing.adjusted }),
  whole: true,
})

const partsIn = ({ panels }: Standing, electorates: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    electorates.flatMap((id): [string, string][] => {
      const panel = panels[id]
      return panel === undefined || panel.noPoints ? [] : [[id, panel.part]]
    }),
  )

const bestFirst = (one: Row, other: Row): number => compare(exact(other.total), exact(one.total))

const ranked = (rows: Row[]): RevealedRow[] =>
  rows.map((row) => ({ ...row, rank: rows.findIndex(({ total }) => total === row.total) + 1 }))
