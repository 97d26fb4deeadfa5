import type { Contestant } from '#contract/contest.ts'
import { nextId } from './contest-form.ts'
import { without } from './without.ts'
import type { ReadContestant } from './reading/contestants.ts'

export type Identified = { id: string; read: ReadContestant; kept: Partial<Contestant> }

/**
 * Contestants with their ids. Who was in the document already, by name and unit, by name alone, or else by the place in the list (a name was
 * mended), keeps the id and what the list does not say; everybody else gets a new one.
 */
export function withIds(read: readonly ReadContestant[], known: readonly Contestant[]): Identified[] {
  const owner = new Map<ReadContestant, Contestant>()
  const free = new Set(known)
  const match = (isSame: (one: ReadContestant, other: Contestant, index: number) => boolean) => {
    for (const [index, one] of read.entries()) {
      if (owner.has(one)) continue
      const found = [...free].find((other) => isSame(one, other, index))
      if (found === undefined) continue
      owner.set(one, found)
      free.delete(found)
    }
  }
  if (known.length > 0) {
    match((one, other, index) => known[index] === other && one.name === other.name && one.unit === other.unit)
    match((one, other) => one.name === other.name && one.unit === other.unit)
    match((one, other) => one.name === other.name)
    match((_, other, index) => known[index] === other)
  }
  const taken: { id: string }[] = [...known]
  return read.map((one) => {
    const same = owner.get(one)
    if (same === undefined) {
      const id = nextId('c', taken)
      taken.push({ id })
      return { id, read: one, kept: {} }
    }
    return { id: same.id, read: one, kept: without(same, 'name', 'unit', 'presenter', 'group') }
  })
}
