import type { Contest } from '#contract/contest.ts'
import type { Fault } from '#contract/faults.ts'
import { contestFaults } from './document/contest-rules.ts'
import { readDocument } from './document/readable.ts'

/**
 * The contest that a document describes, or everything that is wrong with it, each fault with its JSONPath. A fault is not
 * repeated for what follows from it: nothing is said about references to an id that cannot be read.
 */
export function parseContest(input: unknown): { contest: Contest } | { faults: Fault[] } {
  const { contest, readable, faults } = readDocument(input)
  const faulty = new Set(faults.map(({ path }) => path))
  const isFaulty = (path: string): boolean => faulty.has(path)

  const found = contestFaults(readable, isFaulty).filter(({ path }) => !isFaulty(path))
  if (contest && found.length === 0) return { contest }
  return { faults: [...faults, ...found] }
}
