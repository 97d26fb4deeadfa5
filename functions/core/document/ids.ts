import type { Fault } from '#contract/faults.ts'
import { fault, pathTo } from '../faults.ts'
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

type UnknownCode = 'unknown-electorate' | 'unknown-group' | 'unknown-contestant' | 'unknown-grade'

/** The fault of a reference to what is not there, if it is one. */
export const unknownFaults = (
  path: string,
  code: UnknownCode,
  id: string | undefined,
  known: Known,
): Fault[] => (id !== undefined && isUnknown(id, known) ? [fault(path, code, { id })] : [])

/** Things in one list that have the same id, or ids that nobody can tell apart. */
export function duplicateIds(items: readonly Named[] | undefined, path: string): Fault[] {
  const ids = items?.map((item) => item?.id)
  const at = (index: number) => pathTo(pathTo(path, index), 'id')
  return [
    ...repeated(ids).map(({ id, index }) => fault(at(index), 'id-taken', { id })),
    ...lookAlikes(ids).map(({ id, like, index }) => fault(at(index), 'id-looks-like', { id, like })),
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
