import type { Round } from '#contract/contest.ts'
import { compare, exact, multiply, type Exact } from '../decimal.ts'
import { shareOf } from './quorum.ts'
import type { Row } from './rows.ts'

type Award = NonNullable<Round['awards']>[number]

/**
 * Who has which award, by contestant: each award in its order goes to those who have none yet, best first. `ranks`: the ranked
 * contestants, those who share a rank together.
 */
export function awardsIn(
  { awards = [] }: Round,
  ranks: readonly (readonly Row[])[],
): ReadonlyMap<string, string> {
  const ranked = ranks.reduce((count, equals) => count + equals.length, 0)
  const given = new Map<string, string>()
  for (const award of awards) {
    const free = ranks
      .map((equals) => equals.filter(({ contestant }) => !given.has(contestant)))
      .filter(([first]) => first && reaches(first, award))
    for (const { contestant } of winners(free, mostOf(award, ranked), award)) given.set(contestant, award.id)
  }
  return given
}

const reaches = ({ total }: Row, { from }: Award): boolean =>
  from === undefined || compare(total, exact(from)) >= 0

/** The first `most` of them; equals across that line are all taken, or none of them. */
function winners(free: readonly (readonly Row[])[], most: number, { ties = 'none' }: Award): Row[] {
  const taken: Row[] = []
  for (const equals of free) {
    const isAcross = taken.length + equals.length > most
    if (taken.length === most || (isAcross && ties === 'none')) break
    taken.push(...equals)
    if (isAcross) break
  }
  return taken
}

/** How many get the award; a share of all who are ranked is rounded down. */
function mostOf({ most }: Award, ranked: number): number {
  if (most === undefined) return Infinity
  return typeof most === 'number' ? most : whole(multiply(shareOf(most), exact(ranked)))
}

const whole = ({ top, bottom }: Exact): number => Number(top / bottom)
