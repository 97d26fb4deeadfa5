import type { Round } from '#contract/contest.ts'
import type { Fault } from '#contract/faults.ts'
import { compare, exact, zero } from '../decimal.ts'
import { fault } from '../faults.ts'
import { shareOf } from '../standings/quorum.ts'
import { duplicateIds } from './ids.ts'
import type { Loose } from './readable.ts'

/** What is wrong with awards: ids, shares that are none, and an award after one that takes everybody who is left. */
export function awardFaults(
  { awards = [] }: Loose<Round>,
  path: string,
  isFaulty: (path: string) => boolean,
): Fault[] {
  const all = awards.findIndex((award) => award && award.most === undefined && award.from === undefined)
  return [
    ...duplicateIds(awards, path),
    ...awards.flatMap((award, index) => {
      const place = `${path}[${index}].most`
      return typeof award?.most === 'string' && !isFaulty(place) ? shareFaults(award.most, place) : []
    }),
    ...(all !== -1 &&
    all < awards.length - 1 &&
    !isFaulty(`${path}[${all}].most`) &&
    !isFaulty(`${path}[${all}].from`)
      ? [fault(`${path}[${all + 1}]`, 'award-for-nobody', { id: awards[all]?.id ?? '' })]
      : []),
  ]
}

/** A share of people: above nothing, and at most all of them. */
export function shareFaults(text: string, path: string): Fault[] {
  const share = shareOf(text)
  return compare(share, zero) > 0 && compare(share, exact(1)) <= 0 ? [] : [fault(path, 'share-range')]
}

/** A share that has to be exceeded, which all of them cannot be. */
export function overFaults(text: string, path: string): Fault[] {
  const share = shareOf(text)
  return compare(share, zero) >= 0 && compare(share, exact(1)) < 0 ? [] : [fault(path, 'over-range')]
}
