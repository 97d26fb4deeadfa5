import type { Fault } from '#contract/problems.ts'
import { pathTo } from '../faults.ts'
import { lookAlikes } from '../look-alike.ts'

type Named = { id?: string | undefined } | undefined

/** The ids that may be referred to; null where some cannot be read, so that nobody can say which are unknown. */
export type Known = ReadonlySet<string> | null

export function idsOf(items: readonly Named[] | undefined): Known {
  const ids = items?.map((item) => item?.id)
  return ids?.every((id) => id !== undefined) ? new Set(ids) : null
}

export const isUnknown = (id: string | undefined, known: Known): boolean =>
  id !== undefined && known !== null && !known.has(id)

/** Things in one list that have the same id, or ids that nobody can tell apart. */
export function duplicateIds(items: readonly Named[] | undefined, path: string): Fault[] {
  const ids = items?.map((item) => item?.id)
  const at = (index: number) => pathTo(pathTo(path, index), 'id')
  return [
    ...repeated(ids).map(({ id, index }) => ({
      path: at(index),
      message: `The id ${id} is taken by an earlier one`,
    })),
    ...lookAlikes(ids).map(({ id, like, index }) => ({
      path: at(index),
      message: `The id ${id} looks like ${like}, which is another: write one of them differently`,
    })),
  ]
}

/** Whatever stands in a list for the second time or more. */
export function repeated(ids: readonly (string | undefined)[] = []): { id: string; index: number }[] {
  const seen = new Set<string>()
  return ids.flatMap((id, index) => {
    if (id === undefined) return []
    if (seen.has(id)) return [{ id, index }]
    seen.add(id)
    return []
  })
}
