import { pathTo } from '#core/faults.ts'

/** One place at which two JSON values differ; undefined where one of them has nothing. */
export type Difference = { path: string; expected: string | undefined; found: string | undefined }

/** Everywhere that `found` is not `expected`, in the order of the expected value, with JSONPaths. */
export function* differences(expected: unknown, found: unknown, path = '$'): Generator<Difference> {
  if (isObject(expected) && isObject(found) && Array.isArray(expected) === Array.isArray(found)) {
    const names = new Set([...Object.keys(expected), ...Object.keys(found)])
    for (const name of names) {
      const step = Array.isArray(expected) ? Number(name) : name
      yield* differences(own(expected, name), own(found, name), pathTo(path, step))
    }
    return
  }
  if (expected !== found) yield { path, expected: shown(expected), found: shown(found) }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const own = (value: object, name: string): unknown =>
  Object.getOwnPropertyDescriptor(value, name)?.value as unknown

const mostShown = 80

/** A value as JSON, short enough for a line of text. */
function shown(value: unknown): string | undefined {
  if (value === undefined) return undefined
  const text = JSON.stringify(value)
  return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text
}
