import type { Contest } from '#contract/contest.ts'
import type { Result } from '#contract/live.ts'
import { contestantOf } from '../../state/rounds.ts'

/** Where somebody stands in a version: rank and total, null without a place. */
type Place = { rank: number | null; total: string | null }
export type Moved = { id: string; name: string; before: Place; after: Place }

/** Whose rank or total is another one than in the version before, in the order of the newer. */
export function movedBetween(contest: Contest, before: Result, after: Result): Moved[] {
  const ids = [...after.standings, ...(after.unranked ?? [])].map(({ contestant }) => contestant)
  return ids.flatMap((id) => {
    const [was, is] = [placeIn(before, id), placeIn(after, id)]
    if (was.rank === is.rank && was.total === is.total) return []
    return [{ id, name: contestantOf(contest, id)?.name ?? id, before: was, after: is }]
  })
}

function placeIn({ standings, unranked = [] }: Result, id: string): Place {
  const ranked = standings.find(({ contestant }) => contestant === id)
  if (ranked) return { rank: ranked.rank, total: ranked.total }
  return { rank: null, total: unranked.find(({ contestant }) => contestant === id)?.total ?? null }
}
