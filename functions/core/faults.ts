import type { Fault } from '#contract/problems.ts'
import type * as z from 'zod'

type Issue = z.core.$ZodIssue

const shorthand = /^[A-Za-z_\u0080-\u{10FFFF}][A-Za-z0-9_\u0080-\u{10FFFF}]*$/u

/** Appends one step to a JSONPath (RFC 9535): `$.rounds` + 2 → `$.rounds[2]`, `$.scores` + `c-1` → `$.scores['c-1']`. */
export function pathTo(parent: string, step: PropertyKey): string {
  if (typeof step === 'number') return `${parent}[${step}]`
  const name = String(step)
  if (shorthand.test(name)) return `${parent}.${name}`
  return `${parent}['${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`
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
 * Fields named `__proto__` anywhere in parsed JSON. A schema of a record drops them without a word, and what is not understood
 * must be refused, not dropped.
 */
export function protoFaults(json: unknown): Fault[] {
  const faults: Fault[] = []
  const open: { value: unknown; path: string }[] = [{ value: json, path: '$' }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next
    if (typeof value !== 'object' || value === null) continue
    if (Object.hasOwn(value, '__proto__')) {
      faults.push({ path: pathTo(path, '__proto__'), message: 'Unknown field' })
    }
    for (const [key, child] of Object.entries(value)) {
      if (typeof child !== 'object') continue
      open.push({ value: child, path: pathTo(path, Array.isArray(value) ? Number(key) : key) })
    }
  }
  return faults
}
