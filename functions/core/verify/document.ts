import type { Amendment, Withdrawal } from '#contract/amendments.ts'
import type { ActionOf, ApprovedAction } from '#contract/actions.ts'
import type { Contest } from '#contract/contest.ts'
import type { ContestEvent } from '../contest/acts.ts'
import { digestOf } from '../canonical.ts'
import { adjustRefusal, approvalsOf } from '../contest/actions.ts'
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
  if (log) checkApprovals(parsed.contest, log, findings)
  return parsed.contest
}

/** The document that ballots are counted by: with a log, what it added to the defined one is in it. */
export const contestInForce = (defined: Contest, log: ParsedLog | undefined): Contest =>
  log ? inForce(defined, log.state) : defined

/** Nobody but the document, and what events added to it, says who is judged; and a correction says what it corrects. */
function checkChanges(defined: Contest, log: ParsedLog, findings: Findings): void {
  const left = new Set<string>()
  let contest = defined
  // What was changed in a document before this one can be compared with nothing that is at hand.
  const since = log.events.findLastIndex(({ type }) => type === 'contestDefined')
  for (const [index, event] of log.events.entries()) {
    if (index < since) continue
    const misfit = { code: 'event-misfit', file: log.file, line: index + 1 } as const
    for (const { contestant } of withdrawalsIn(event)) left.add(contestant)
    for (const amendment of amendmentsIn(event)) {
      const { what, id, fields, before } = amendment
      const words = wordsOf(contest, what, id, Object.keys(fields))
      for (const difference of differences(words, before, '$.before'))
        findings.add({ ...misfit, ...difference, refusal: 'other-words' })
      contest = withAmendments(contest, [amendment])
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

/** Who leaves with an event; a document keeps those who have left the one before. */
function withdrawalsIn(event: ContestEvent): Pick<Withdrawal, 'contestant'>[] {
  if (event.type === 'contestDefined') return event.withdrawals ?? []
  return event.type === 'contestantWithdrawn' ? [event] : []
}

function amendmentsIn(event: ContestEvent): Omit<Amendment, 'at'>[] {
  if (event.type === 'contestDefined') return event.amendments ?? []
  return event.type === 'amended' ? [event] : []
}

/** Who has to approve is what the document says, and points stay within what it lets. */
function checkApprovals(defined: Contest, log: ParsedLog, findings: Findings): void {
  const { approvals: found } = log.state
  const expected = approvalsOf(defined)
  // Logs of before say nothing, and their documents neither.
  if (found !== expected && (found !== undefined || defined.approvals !== undefined))
    findings.add({ code: 'document-not-in-log', file: log.file, path: '$.approvals', expected, found })
  const proposed = new Map<number, ActionOf<'adjust'>>()
  const given = new Map<string, ApprovedAction[]>()
  for (const [index, event] of log.events.entries()) {
    if (event.type === 'proposed' && event.action.kind === 'adjust')
      proposed.set(event.proposal, event.action)
    if (event.type === 'roundOpened') given.delete(event.round)
    const action = event.type === 'approved' ? proposed.get(event.proposal) : undefined
    const round = action && findRound(defined, action.round)
    if (!action || !round || event.type !== 'approved') continue
    const actions = given.get(round.id) ?? []
    const refusal = adjustRefusal(action, { actions }, round)
    if (refusal)
      findings.add({
        code: 'event-misfit',
        file: log.file,
        line: index + 1,
        result: { round: round.id },
        refusal,
      })
    const { proposal, by, at } = event
    given.set(round.id, [...actions, { proposal, action, reason: '', by: [by], at }])
  }
}
