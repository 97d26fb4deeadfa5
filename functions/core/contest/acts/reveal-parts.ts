import type { Refusal } from '#contract/refusals.ts'
import { asItIs, roundAct, whenCounted } from '../act.ts'
import { carriedRows } from '../reveal.ts'
import { partsOf } from '../reveal-parts.ts'
import { placesIn, type CountedRound } from '../state.ts'
import { count, ids } from './fields.ts'

/**
 * A ranking is revealed in two parts: everybody's points of the judges are shown, and those of the other electorates are added to so many
 * contestants, from the judges' last up. No place is out before `reveal` says so. Fewer than before takes some back; like a reveal of
 * places it may be prepared on a sealed round.
 */
export const revealParts = roundAct({
  command: 'revealParts',
  commandFields: { added: count },
  event: 'partsRevealed',
  /** `first`: the electorates whose points everybody is shown. */
  eventFields: { first: ids, added: count },
  phases: whenCounted,
  decide: ({ added }, { contest, round, current }) => {
    const parts = partsOf(contest, round)
    if (!parts) return { refusal: 'no-two-parts' }
    const refusal = refusalOf({ added }, current)
    if (refusal) return { refusal }
    return current.inParts?.added === added ? asItIs : { event: { first: parts.first, added } }
  },
  misfit: refusalOf,
  evolve: (current, { first, added }) => ({ ...current, revealed: 0, inParts: { first, added } }),
})

function refusalOf({ added }: { added: number }, current: CountedRound): Refusal | undefined {
  if (placesIn(current) > carriedRows) return 'too-many-for-parts'
  return added > placesIn(current) ? 'too-many-places' : undefined
}
