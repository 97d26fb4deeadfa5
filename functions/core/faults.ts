import { type Fault, type FaultCode, type FaultParams, saidBySchemas, type Wrong } from '#contract/faults.ts'
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

type PlainCode = {
  [Code in FaultCode]: FaultParams[Code] extends Record<string, never> ? Code : never
}[FaultCode]

/** A rule that was broken, with what its sentence needs to be told. */
export function wrong(code: PlainCode): Wrong
export function wrong<Code extends FaultCode>(code: Code, params: FaultParams[Code]): Wrong
export function wrong(code: FaultCode, params: object = {}): Wrong {
  // The signatures above let only those parameters in that the code has.
  return { code, params } as Wrong
}

/** The same, with the place where it was broken. */
export function fault(path: string, code: PlainCode): Fault
export function fault<Code extends FaultCode>(path: string, code: Code, params: FaultParams[Code]): Fault
export function fault(path: string, code: FaultCode, params: object = {}): Fault {
  return { path, code, params } as Fault
}

/** A fault of something that stands at `root` in something larger. */
export const within = (root: string, found: Fault): Fault => ({
  ...found,
  path: found.path.replace('$', () => root),
})

/** A text that is too long, up to where it is, with a sign that there was more. */
export const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}…` : text

const mostListed = 100
const longestPath = 300
const longestParam = 200

/** Faults as they are told: the first hundred, how many more there are, and each short enough to be read. */
export function listed(faults: readonly Fault[]): Fault[] {
  const first = faults
    .slice(0, mostListed)
    .map((fault) => ({ ...shortened(fault), path: cut(fault.path, longestPath) }))
  const more = faults.length - first.length
  return more > 0 ? [...first, fault('$', 'more-faults', { count: more })] : first
}

/** What a request says of itself may be of any length, and a sentence quotes it. */
export function shortened<Some extends { params: object }>(said: Some): Some {
  const params = Object.entries(said.params).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' ? cut(value, longestParam) : value,
  ])
  return { ...said, params: Object.fromEntries(params) as Some['params'] }
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

export const beyondListing: Fault = { path: '$', code: 'beyond-listing', params: {} }

/** What a schema makes of a value; null where it finds more faults than it can hold. */
export function tryParse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.ZodSafeParseResult<z.output<Schema>> | null {
  try {
    return schema.safeParse(value, { reportInput: true })
  } catch (error) {
    // The schema hands its findings on as arguments, and there were more of them than a call can take.
    if (error instanceof RangeError) return null
    throw error
  }
}

/** What `tryParse` found wrong, one fault per field, with JSONPaths that start at `root`. */
export const schemaFaults = (error: z.core.$ZodError, root = '$'): Fault[] =>
  error.issues.flatMap((issue) => issueFaults(issue, root))

function issueFaults(issue: Issue, root: string): Fault[] {
  const path = issue.path.reduce<string>(pathTo, root)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => fault(pathTo(path, key), 'unknown-field'))
  }
  if (issue.code === 'invalid_union') return unionFaults(issue, path)
  return [{ path, ...wrongIn(issue) }]
}

/** Of the forms that a value might have had, the one that it comes closest to says what is wrong. */
function unionFaults(issue: Extract<Issue, { code: 'invalid_union' }>, path: string): Fault[] {
  const [closest] = issue.errors.toSorted((a, b) => a.length - b.length)
  if (!closest) return [fault(path, 'unknown-kind', { options: kindsOf(issue) })]
  return closest.flatMap((nested) => issueFaults(nested, path))
}

const kindsOf = (issue: Issue): string =>
  'options' in issue && Array.isArray(issue.options)
    ? issue.options.map((option) => `'${String(option)}'`).join(' | ')
    : ''

function wrongIn(issue: Exclude<Issue, { code: 'unrecognized_keys' | 'invalid_union' }>): Wrong {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, issue.input)
    case 'invalid_value':
      return wrong('not-an-option', { options: issue.values.map(asJson).join('|') })
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum), issue.inclusive ?? true)
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum))
    case 'invalid_format':
      return saidBySchema(issue.message, issue.pattern) ?? wrongForm(issue.format, issue.pattern)
    case 'invalid_key':
      return wrong('wrong-key')
    case 'custom':
      return saidBySchema(issue.message) ?? wrong('invalid')
    default:
      return wrong('invalid')
  }
}

const asJson = (value: unknown): string => (typeof value === 'string' ? JSON.stringify(value) : String(value))

function wrongType(expected: string, input: unknown): Wrong {
  return input === undefined
    ? wrong('missing', { expected })
    : wrong('wrong-type', { expected, received: typeOf(input) })
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : typeof value
}

function tooSmall(origin: string, least: number, inclusive: boolean): Wrong {
  if (origin === 'string') return wrong('text-too-short', { least })
  if (origin === 'array') return wrong('too-few-items', { least })
  return inclusive
    ? wrong('below-least', { expected: origin, least })
    : wrong('not-above', { expected: origin, bound: least })
}

function tooBig(origin: string, most: number): Wrong {
  if (origin === 'string') return wrong('text-too-long', { most })
  if (origin === 'array') return wrong('too-many-items', { most })
  return wrong('above-most', { expected: origin, most })
}

const wrongForm = (format: string, pattern = ''): Wrong =>
  format === 'datetime' ? wrong('not-a-time') : wrong('wrong-pattern', { pattern })

/** What a schema says itself: it has put a code in the place of its message. */
function saidBySchema(message: string, pattern = ''): Wrong | undefined {
  const code = saidBySchemas.find((one) => one === message)
  if (code === undefined) return undefined
  return code === 'id-form' ? wrong(code, { pattern }) : wrong(code)
}

/**
 * The first field named `__proto__` in a parsed JSON value of few levels. A schema of a record drops it without a word, and what is not
 * understood must be refused, not dropped.
 */
export function forbiddenKey(value: unknown, path = '$'): Fault | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Object.hasOwn(value, '__proto__')) return fault(pathTo(path, '__proto__'), 'unknown-field')
  for (const [key, child] of Object.entries(value)) {
    if (typeof child !== 'object') continue
    const found = forbiddenKey(child, pathTo(path, Array.isArray(value) ? Number(key) : key))
    if (found) return found
  }
  return undefined
}
