import type { Contest } from '#contract/contest.ts'
import { digestOf } from '../canonical.ts'
import { withAmendments, wordsOf } from '../contest/amended.ts'
import { inForce } from '../contest/in-force.ts'
import { parseContest } from '../document.ts'
import { contestantsOf, findRound } from '../round.ts'
import { differences } from './differences.ts'
import type { Findings } from './findings.ts'
import { readJson } from './json.ts'
import type { ParsedLog } from './log.ts'

/** The contest in a text as it was defined, undefined where it breaks a rule; checked against the log where there is one. */
export function parseContestFile(
  text: string,
  file: string,
  log: ParsedLog | undefined,
  findings: Findings,
): Contest | undefined {
  const value = readJson(text, { file }, findings)
  if (value === undefined) return undefined
  const parsed = parseContest(value)
  if ('faults' in parsed) {
    for (const { path, ...fault } of parsed.faults) findings.add({ code: 'document-rule', file, path, fault })
    return undefined
  }
  // Of the value as it stands there: a schema trims, and what it trims was not defined.
  const found = digestOf(value as Contest)
  if (log?.document !== undefined && log.document !== found)
    findings.add({ code: 'document-not-in-log', file, expected: log.document, found })
  if (log) checkChanges(parsed.contest, log, findings)
  return parsed.contest
}

/** The document that ballots are counted by: with a log, what it added to the defined one is in it. */
export const contestInForce = (defined: Contest, log: ParsedLog | undefined): Contest =>
  log ? inForce(defined, log.state) : defined

/** Nobody but the document, and what events added to it, says who is judged; and a correction says what it corrects. */
function checkChanges(defined: Contest, log: ParsedLog, findings: Findings): void {
  const left = new Set<string>()
  let contest = defined
  for (const [index, event] of log.events.entries()) {
    if (event.type === 'contestantWithdrawn') left.add(event.contestant)
    const misfit = { code: 'event-misfit', file: log.file, line: index + 1 } as const
    if (event.type === 'amended') {
      const { what, id, fields, before } = event
      const words = wordsOf(contest, what, id, Object.keys(fields))
      for (const difference of differences(words, before, '$.before'))
        findings.add({ ...misfit, ...difference, refusal: 'other-words' })
      contest = withAmendments(contest, [event])
    }
    const round = event.type === 'roundOpened' ? findRound(defined, event.round) : undefined
    if (event.type !== 'roundOpened' || !round) continue
    const all = contestantsOf(defined, round).map(({ id }) => id)
    const expected = all.filter((id) => !left.has(id))
    if (expected.join() === event.contestants.join()) continue
    findings.add({
      ...misfit,
      path: '$.contestants',
      expected: expected.join(' '),
      found: event.contestants.join(' '),
      result: { round: round.id },
      refusal: 'other-contestants',
    })
  }
}
