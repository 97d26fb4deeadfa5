import type { Refusal } from '#contract/refusals.ts'
import { asItIs, roundAct, whenCounted } from '../act.ts'
import { splitsTie } from '../reveal.ts'
import { placesIn, type CountedRound } from '../state.ts'
import { count } from './fields.ts'

/**
 * So many rows of the ranking are shown, from the last up; fewer than before takes some back. A reveal may be prepared on a sealed round,
 * so that publishing shows nothing before the host does. It also ends a reveal in two parts.
 */
export const revealPlaces = roundAct({
  command: 'reveal',
  commandFields: { places: count },
  event: 'placesRevealed',
  eventFields: { places: count },
  phases: whenCounted,
  decide: ({ places }, { current }) => {
    const refusal = refusalOf({ places }, current)
    if (refusal) return { refusal }
    return current.revealed === places && !current.inParts ? asItIs : { event: { places } }
  },
  misfit: refusalOf,
  evolve: ({ inParts: _, ...current }, { places }) => ({ ...current, revealed: places }),
})

function refusalOf({ places }: { places: number }, current: CountedRound): Refusal | undefined {
  if (places > placesIn(current)) return 'too-many-places'
  return splitsTie(current, places) ? 'splits-tie' : undefined
}
