import { contestSchema, type Contest } from '#contract/contest.ts'
import type { Fault } from '#contract/faults.ts'
import type * as z from 'zod'
import { beyondListing, pathTo, schemaFaults, tryParse } from '../faults.ts'

/** A document in which anything may be missing, but what is there has its right type. */
export type Loose<T> = T extends (infer Item)[]
  ? (Loose<Item> | undefined)[]
  : T extends object
    ? { [Key in keyof T]?: Loose<T[Key]> | undefined }
    : T

export type Reading = {
  /** The document, when its shape is right. */
  contest: Contest | null
  /** What of it can be understood; all of it when its shape is right. */
  readable: Loose<Contest>
  /** What the schema found. */
  faults: Fault[]
}

/** Found in values of the right type, which can be judged further. */
const harmless = new Set<string>(['invalid_format', 'too_small', 'too_big', 'custom'])

/** A list that is too long is not looked through: every round is judged against every contestant. */
const isHarmless = (issue: z.core.$ZodIssue): boolean =>
  harmless.has(issue.code) && !(issue.code === 'too_big' && issue.origin === 'array')

/** Reads a document as far as it can be read, so that one broken field does not hide the faults of others. */
export function readDocument(input: unknown): Reading {
  const parsed = tryParse(contestSchema, input)
  if (parsed === null) return { contest: null, readable: {}, faults: [beyondListing] }
  if (parsed.success) return { contest: parsed.data, readable: parsed.data, faults: [] }

  const broken = new Set(parsed.error.issues.filter((issue) => !isHarmless(issue)).flatMap(brokenPaths))
  return {
    contest: null,
    // The schema named everything of a wrong type, and all of that is taken out here.
    readable: without(input, '$', broken) ?? {},
    faults: schemaFaults(parsed.error),
  }
}

/** What an issue makes unreadable: the value, the fields nobody knows, or all of an object whose kind nobody knows. */
function brokenPaths(issue: z.core.$ZodIssue): string[] {
  const isKind = issue.code === 'invalid_union' && issue.discriminator !== undefined
  const path = (isKind ? issue.path.slice(0, -1) : issue.path).reduce<string>(pathTo, '$')
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => pathTo(path, key)) : [path]
}

/** Goes no deeper than the schema does: whatever the schema does not know is among the broken paths. */
function without(value: unknown, path: string, broken: ReadonlySet<string>): unknown {
  if (broken.has(path)) return undefined
  if (Array.isArray(value)) return value.map((item, index) => without(item, pathTo(path, index), broken))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, without(child, pathTo(path, key), broken)]),
  )
}
