import type { Round } from '#contract/contest.ts'
import { readMark } from '../ballot/mark.ts'
import { castIn, type Tally } from '../tally.ts'

/** A mark's value as the tally writes it, and how often it was given. */
type Given = { value: string; count: number }

/** What one contestant was given in one panel, by criterion; `''` is the mark as a whole. */
export type GivenMarks = ReadonlyMap<string, readonly Given[]>

/** How many people a panel's shares are shares of; `eligible` is null where anyone may vote. */
export type Electors = { cast: number; eligible: number | null }

export type PanelTally = Electors & { given: (contestant: string) => GivenMarks }

const nothing: GivenMarks = new Map()

/** Sorts a tally's marks by panel, contestant and criterion. Marks of anything but the round's panels are left aside. */
export function readTally(
  round: Round,
  tally: Tally,
  eligible: Record<string, number | null>,
): ReadonlyMap<string, PanelTally> {
  const panels = new Map(
    round.panels.map(({ electorate }) => [electorate, new Map<string, Map<string, Given[]>>()]),
  )
  for (const [mark, count] of tally) {
    const { panel, contestant, criterion, value } = readMark(mark)
    const contestants = panels.get(panel)
    // A tally that is still being added up may hold a withdrawal before the mark that it withdraws.
    if (!contestants || contestant === '' || count <= 0) continue
    const criteria = inMap(contestants, contestant, () => new Map<string, Given[]>())
    inMap(criteria, criterion, () => []).push({ value, count })
  }

  return new Map(
    [...panels].map(([electorate, contestants]) => [
      electorate,
      {
        ...electorsOf(tally, electorate, eligible),
        given: (contestant) => contestants.get(contestant) ?? nothing,
      },
    ]),
  )
}

export const electorsOf = (
  tally: Tally,
  electorate: string,
  eligible: Record<string, number | null>,
): Electors => ({
  cast: castIn(tally, electorate),
  eligible: (Object.hasOwn(eligible, electorate) ? eligible[electorate] : null) ?? null,
})

function inMap<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key) ?? make()
  map.set(key, found)
  return found
}
