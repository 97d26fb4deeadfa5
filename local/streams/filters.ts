import type { FilterPattern } from '#functions/streams/subscriptions.ts'

/** Lambda's event filtering: a record is delivered when it fits any of the patterns, or when there are none. */
export const passes = (record: unknown, filters: FilterPattern[] | undefined): boolean =>
  filters === undefined || filters.some((pattern) => fits(record, pattern))

const fits = (value: unknown, pattern: FilterPattern): boolean =>
  Object.entries(pattern).every(([field, expected]) => {
    const found = fieldOf(value, field)
    return Array.isArray(expected) ? expected.some((leaf) => fitsLeaf(found, leaf)) : fits(found, expected)
  })

const fitsLeaf = (value: unknown, leaf: string | { prefix: string }): boolean =>
  typeof leaf === 'string' ? value === leaf : typeof value === 'string' && value.startsWith(leaf.prefix)

const fieldOf = (value: unknown, field: string): unknown => {
  const entries: [string, unknown][] =
    typeof value === 'object' && value !== null ? Object.entries(value) : []
  return entries.find(([name]) => name === field)?.[1]
}
