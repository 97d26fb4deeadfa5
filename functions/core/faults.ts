import type { Fault } from '#contract/problems.ts'
import type * as z from 'zod'

type Issue = z.core.$ZodIssue

const shorthand = /^[A-Za-z_\u0080-\u{10FFFF}][A-Za-z0-9_\u0080-\u{10FFFF}]*$/u

/** No id and no field has a longer name; a path with a longer one is read by nobody. */
const longestName = 100

/**
 * Appends one step to a JSONPath (RFC 9535): `$.rounds` + 2 → `$.rounds[2]`, `$.scores` + `c-1` → `$.scores['c-1']`. A name that is
 * longer than any is cut.
 */
export function pathTo(parent: string, step: PropertyKey): string {
  if (typeof step === 'number') return `${parent}[${step}]`
  const name = cut(String(step), longestName)
  if (shorthand.test(name)) return `${parent}.${name}`
  return `${parent}['${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`
}

/** A text that is too long, up to where it is, with a sign that there was more. */
export const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}…` : text

const mostListed = 100
const longestPath = 300
const longestMessage = 300

/** Faults as they are told: the first hundred, how many more there are, and each short enough to be read. */
export function listed(faults: readonly Fault[]): Fault[] {
  const first = faults.slice(0, mostListed).map(({ path, message }) => ({
    path: cut(path, longestPath),
    message: cut(message, longestMessage),
  }))
  const more = faults.length - first.length
  return more > 0 ? [...first, { path: '$', message: `${more} more faults are not listed` }] : first
}

/** What a value from outside is by a schema, or what is wrong with it. */
export type Checked<Value> = { data: Value } | { faults: Fault[] }

export function checkShape<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Checked<z.output<Schema>> {
  const parsed = tryParse(schema, value)
  if (parsed === null) return { faults: [beyondListing] }
  return parsed.success ? { data: parsed.data } : { faults: schemaFaults(parsed.error) }
}

export const beyondListing: Fault = { path: '$', message: 'More is wrong here than can be listed' }

/** What a schema makes of a value; null where it finds more faults than it can hold. */
export function tryParse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.ZodSafeParseResult<z.output<Schema>> | null {
  try {
    return schema.safeParse(value)
  } catch (error) {
    // The schema hands its findings on as arguments, and there were more of them than a call can take.
    if (error instanceof RangeError) return null
    throw error
  }
}

/** What a schema found wrong, one fault per field, with JSONPaths that start at `root`. */
export const schemaFaults = (error: z.core.$ZodError, root = '$'): Fault[] =>
  error.issues.flatMap((issue) => issueFaults(issue, root))

function issueFaults(issue: Issue, root: string): Fault[] {
  const path = issue.path.reduce<string>(pathTo, root)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: pathTo(path, key), message: 'Unknown field' }))
  }
  if (issue.code === 'invalid_union') return unionFaults(issue, path)
  return [{ path, message: issue.message }]
}

/** Of the forms that a value might have had, the one that it comes closest to says what is wrong. */
function unionFaults(issue: Extract<Issue, { code: 'invalid_union' }>, path: string): Fault[] {
  const [closest] = issue.errors.toSorted((a, b) => a.length - b.length)
  if (!closest) return [{ path, message: issue.message }]
  return closest.flatMap((nested) => issueFaults(nested, path))
}

/**
 * The first field named `__proto__` in a parsed JSON value of few levels. A schema of a record drops it without a word, and what is not
 * understood must be refused, not dropped.
 */
export function forbiddenKey(value: unknown, path = '$'): Fault | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Object.hasOwn(value, '__proto__')) return { path: pathTo(path, '__proto__'), message: 'Unknown field' }
  for (const [key, child] of Object.entries(value)) {
    if (typeof child !== 'object') continue
    const fault = forbiddenKey(child, pathTo(path, Array.isArray(value) ? Number(key) : key))
    if (fault) return fault
  }
  return undefined
}
