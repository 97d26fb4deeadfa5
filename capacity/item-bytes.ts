/**
 * Bytes of an item as DynamoDB bills them: names and texts as UTF-8, a number about half a byte per digit plus one or two, a list or map
 * three bytes plus one per element.
 */
export const itemBytes = (item: Record<string, unknown>): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0)

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (typeof value === 'number') return Math.ceil(String(Math.abs(value)).length / 2) + 1
  if (Array.isArray(value))
    return 3 + value.reduce<number>((sum, element) => sum + 1 + valueBytes(element), 0)
  if (typeof value === 'object' && value !== null)
    return 3 + Object.keys(value).length + itemBytes(value as Record<string, unknown>)
  throw new Error(`no item holds a ${typeof value}`)
}

/** Units of 1 kB that a write costs. */
export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1_024))

/** Units of 4 kB that a read costs; half of that where it need not be consistent. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4_096)) * (consistent ? 1 : 0.5)
