import type { Said, Wrong } from '#contract/faults.ts'
import type { Refusal } from '#contract/refusals.ts'
import { cut, shortened } from '../faults.ts'

/** What can be wrong with a bundle. Codes are stable: pages say them in their own words. */
export type FindingCode =
  | 'missing-file'
  | 'unlisted-file'
  | 'wrong-bytes'
  | 'not-utf8'
  | 'not-json'
  | 'too-deep'
  | 'repeated-member'
  | 'not-a-line'
  | 'empty-line'
  | 'unended-line'
  | 'wrong-shape'
  | 'document-rule'
  | 'document-not-in-log'
  | 'empty-log'
  | 'event-number'
  | 'event-prev'
  | 'event-hash'
  | 'event-time'
  | 'event-misfit'
  | 'not-canonical'
  | 'ballot-rule'
  | 'not-sorted'
  | 'repeated-id'
  | 'repeated-voter'
  | 'voter-missing'
  | 'voter-named'
  | 'book-digest'
  | 'book-length'
  | 'unknown-round'
  | 'wrong-folder'
  | 'wrong-figure'
  | 'result-digest'
  | 'more-than-eligible'
  | 'sealed-too-early'
  | 'not-in-log'
  | 'wrong-seal'
  | 'other-exclusions'
  | 'superseded'
  | 'not-published'
  | 'missing-result'
  | 'shorter-history'
  | 'other-history'
  | 'other-result'

/** Values that words go with. */
export type ValueParams = {
  after: { id: string }
  'not-before': { at: string }
  between: { from: string; to: string }
  'at-most': { count: number }
  lines: { count: number }
  events: { count: number }
  'at-least-events': { count: number }
}

/** A value as it stands in a bundle, or one that words go with. */
export type Stated = string | Said<ValueParams>

/** A round, or one of its results. */
export type Named = { round: string; attempt?: number; version?: number }

/** One fault: what, and where as exactly as it can be told. */
export type Finding = {
  code: FindingCode
  file: string
  /** Counts from 1. */
  line?: number
  /** JSONPath of the field. */
  path?: string
  /** What should stand there, by the rules or by another part of the bundle. */
  expected?: Stated | undefined
  found?: Stated | undefined
  /** The rule of documents, ballots or shapes that was broken. */
  fault?: Wrong
  /** Why the contest would have refused what an event says. */
  refusal?: Refusal
  /** What the finding is about, where no path tells. */
  result?: Named
}

/** Faults beyond these are counted and not kept: a book of a million lines may have a million. */
const mostKept = 100

/** The faults of a bundle in the order in which they were met, always the same for the same bytes. */
export class Findings {
  readonly kept: Finding[] = []
  #count = 0

  get count(): number {
    return this.#count
  }

  add(finding: Finding): void {
    this.#count += 1
    if (this.kept.length < mostKept) this.kept.push(short(finding))
  }
}

const longest = 300

/** What stands in a bundle may be of any length, and a sentence quotes it. */
function short({ path, expected, found, fault, result, ...finding }: Finding): Finding {
  return {
    ...finding,
    ...(path !== undefined && { path: cut(path, longest) }),
    ...(expected !== undefined && { expected: shortValue(expected) }),
    ...(found !== undefined && { found: shortValue(found) }),
    ...(fault !== undefined && { fault: shortened(fault) }),
    ...(result !== undefined && { result: shortName(result) }),
  }
}

const shortValue = (value: Stated): Stated =>
  typeof value === 'string' ? cut(value, longest) : shortened(value)

const shortName = ({ round, attempt, version }: Named): Named => ({
  round: cut(round, longest),
  ...(attempt !== undefined && { attempt }),
  ...(version !== undefined && { version }),
})
