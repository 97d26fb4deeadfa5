import { likenessOf } from '#core/look-alike.ts'
import type { KnownPerson } from './judge.ts'

type Nameless = { electorate: string; name?: string | undefined; unit?: string | undefined }

/**
 * Gives people of a list without ids one each: who stands on the roster with the same name and unit has theirs already, so that the same
 * list once more meets the same people; others get the electorate and a running number that nobody has.
 */
export function madeIds(rows: readonly Nameless[], known: readonly KnownPerson[]): string[] {
  const taken = new Set(known.map(({ id }) => likenessOf(id)))
  const there = new Map<string, string[]>()
  for (const person of known) {
    const key = keyOf(person)
    there.set(key, [...(there.get(key) ?? []), person.id])
  }
  const last = new Map<string, number>()
  return rows.map((row) => {
    const before = there.get(keyOf(row))?.shift()
    if (before !== undefined) return before
    let number = last.get(row.electorate) ?? 0
    let id: string
    do id = `${row.electorate || 'person'}-${++number}`
    while (taken.has(likenessOf(id)))
    last.set(row.electorate, number)
    return id
  })
}

const keyOf = ({ electorate = '', name = '', unit = '' }: KnownPerson | Nameless): string =>
  [electorate, name, unit].join('\n')
