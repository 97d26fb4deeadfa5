import type { Round } from '#contract/contest.ts'
import { castMark, readMark } from './ballot/mark.ts'
import { castIn, type Tally } from './tally.ts'

/** With fewer ballots than these, somebody who knows a few people can tell who gave which. */
const fewest = 5

/**
 * Electorates of a secret round whose ballots a published result would disclose, although nobody is named: all ballots of the panel
 * are the same, or there are hardly any.
 */
export function disclosingPanels(round: Round, tally: Tally): string[] {
  if (!round.secret) return []
  return round.panels.flatMap(({ electorate }) => {
    const cast = castIn(tally, electorate)
    if (cast === 0) return []
    return cast < fewest || isUnanimous(tally, electorate, cast) ? [electorate] : []
  })
}

/** A mark stands on a ballot once, so where all ballots are the same each mark was given as often as there are ballots. */
const isUnanimous = (tally: Tally, electorate: string, cast: number): boolean =>
  [...tally].every(
    ([mark, count]) => readMark(mark).panel !== electorate || mark === castMark(electorate) || count === cast,
  )
