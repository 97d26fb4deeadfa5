import type { Contest, Round } from '#contract/contest.ts'
import type { LiveRound, RevealedParts, RevealedRow, Standing } from '#contract/live.ts'
import { carriedRows } from '#core/contest/reveal.ts'
import { partsOf } from '#core/contest/reveal-parts.ts'

/** Whether the server would reveal a counted round's ranking in two parts. */
export const mayRevealInParts = (contest: Contest, round: Round, { places = 0 }: LiveRound): boolean =>
  places > 0 && places <= carriedRows && partsOf(contest, round) !== null

/** What a reveal in two parts shows, as a ranking that goes by what is shown of each. */
export const standingsIn = ({ rows }: RevealedParts): Standing[] =>
  rows.map(({ contestant, rank, total }) => ({ contestant, rank, total, tied: false, panels: {} }))

/** Whose turn it is to get the points of the others: the last of those who have not. */
export const nextToAdd = ({ rows }: RevealedParts): RevealedRow | undefined =>
  rows.filter(({ whole }) => whole === undefined).pop()

/** What of a contestant's total comes from the electorates that were shown first: for drawing only, no figure. */
export const drawnFirst = (first: readonly string[], { parts }: RevealedRow): number =>
  first.reduce((sum, id) => sum + Number(parts[id] ?? 0), 0)
