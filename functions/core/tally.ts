import { castMark, type Mark } from './ballot/mark.ts'

/** How often each mark was given. Tallies add up: in any order, from any split of the ballots. */
export type Tally = ReadonlyMap<Mark, number>

export function tallyOf(marks: Iterable<Mark>): Tally {
  const counts = new Map<Mark, number>()
  for (const mark of marks) counts.set(mark, (counts.get(mark) ?? 0) + 1)
  return counts
}

/** Marks that cancel out are gone from the sum, as if they had never been given. */
export function addTallies(...tallies: readonly Tally[]): Tally {
  const counts = new Map<Mark, number>()
  for (const tally of tallies) {
    for (const [mark, count] of tally) counts.set(mark, (counts.get(mark) ?? 0) + count)
  }
  for (const [mark, count] of counts) {
    if (count === 0) counts.delete(mark)
  }
  return counts
}

/** By how much two tallies differ: in how many marks, and by how many counts altogether. It tells nothing of who was chosen. */
export function differenceOf(one: Tally, other: Tally): { marks: number; counts: number } {
  let marks = 0
  let counts = 0
  for (const mark of new Set([...one.keys(), ...other.keys()])) {
    const difference = Math.abs((one.get(mark) ?? 0) - (other.get(mark) ?? 0))
    if (difference > 0) marks += 1
    counts += difference
  }
  return { marks, counts }
}

/** How many ballots were cast in a panel, abstentions included. */
export const castIn = (tally: Tally, electorate: string): number => tally.get(castMark(electorate)) ?? 0
