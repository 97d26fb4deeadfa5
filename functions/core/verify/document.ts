import type { Contest } from '#contract/contest.ts'
import { digestOf } from '../canonical.ts'
import { parseContest } from '../document.ts'
import type { Findings } from './findings.ts'
import { readJson } from './json.ts'
import type { ReadLog } from './log.ts'

/** The contest in a text, undefined where it breaks a rule; checked against the log where there is one. */
export function readContest(
  text: string,
  file: string,
  log: ReadLog | undefined,
  findings: Findings,
): Contest | undefined {
  const value = readJson(text, { file }, findings)
  if (value === undefined) return undefined
  const parsed = parseContest(value)
  if ('faults' in parsed) {
    for (const { path, message } of parsed.faults)
      findings.add({ code: 'document-rule', file, path, detail: message })
    return undefined
  }
  // Of the value as it stands there: a schema trims, and what it trims was not defined.
  const found = digestOf(value as Contest)
  if (log?.document !== undefined && log.document !== found)
    findings.add({ code: 'document-not-in-log', file, expected: log.document, found })
  return parsed.contest
}
