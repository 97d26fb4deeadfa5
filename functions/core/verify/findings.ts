import { cut } from '../faults.ts'

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
  | 'superseded'
  | 'not-published'
  | 'missing-result'
  | 'shorter-history'
  | 'other-history'
  | 'other-result'

/** One fault: what, and where as exactly as it can be told. */
export type Finding = {
  code: FindingCode
  file: string
  /** Counts from 1. */
  line?: number
  /** JSONPath of the field. */
  path?: string
  /** What should stand there, by the rules or by another part of the bundle. */
  expected?: string | undefined
  found?: string | undefined
  /** What a rule has to say, in English. */
  detail?: string
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
    if (this.kept.length < mostKept) this.kept.push(shortened(finding))
  }
}

const longest = 300

/** What stands in a bundle may be of any length, and a sentence quotes it. */
function shortened({ path, expected, found, detail, ...finding }: Finding): Finding {
  return {
    ...finding,
    ...(path !== undefined && { path: cut(path, longest) }),
    ...(expected !== undefined && { expected: cut(expected, longest) }),
    ...(found !== undefined && { found: cut(found, longest) }),
    ...(detail !== undefined && { detail: cut(detail, longest) }),
  }
}
