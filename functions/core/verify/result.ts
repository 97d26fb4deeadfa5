import type { Contest, Round } from '#contract/contest.ts'
import { resultSchema, type Result } from '#contract/live.ts'
import { digestOf } from '../canonical.ts'
import { eligibleIn } from '../contest/eligible.ts'
import { lastWindow, roundState } from '../contest/state.ts'
import { schemaFaults } from '../faults.ts'
import { findRound } from '../round.ts'
import { resultOf } from '../seal.ts'
import type { ReadBook } from './book.ts'
import { differences, shown } from './differences.ts'
import type { Findings } from './findings.ts'
import { readJson } from './json.ts'
import type { ReadLog, Seal } from './log.ts'

/** The result in a text, with its digest checked; undefined where it has not the shape of one. */
export function readResult(text: string, file: string, findings: Findings): Result | undefined {
  const value = readJson(text, { file }, findings)
  if (value === undefined) return undefined
  const parsed = resultSchema.safeParse(value)
  if (!parsed.success) {
    for (const { path, message } of schemaFaults(parsed.error))
      findings.add({ code: 'wrong-shape', file, path, detail: message })
    return undefined
  }
  // Of the value itself, so that a member that a schema would drop is under the digest too.
  const { digest, ...content } = value as Result
  const expected = digestOf(content)
  if (digest !== expected)
    findings.add({ code: 'result-digest', file, path: '$.digest', expected, found: digest })
  return value as Result
}

/** The round that a result is of. */
export function roundOf(
  contest: Contest,
  result: Result,
  file: string,
  findings: Findings,
): Round | undefined {
  const round = findRound(contest, result.round)
  if (!round) findings.add({ code: 'unknown-round', file, path: '$.round', found: result.round })
  return round
}

export type ResultFiles = { result: string; book: string }

/** Everything in a result against the book and, where there is one, the log. */
export function checkResult(
  { contest, round, result, book }: { contest: Contest; round: Round; result: Result; book: ReadBook },
  log: ReadLog | undefined,
  files: ResultFiles,
  findings: Findings,
): void {
  checkBook(result, book, files, findings)
  const seal = log && sealOf(log, result)
  if (log && !seal) {
    findings.add({ code: 'not-in-log', file: log.file, detail: nameOf(result) })
  }
  checkTurnout(result, files, findings)
  if (book.tally) {
    const expected = resultOf({
      contest,
      round,
      attempt: result.attempt,
      version: result.version,
      sealedAt: result.sealedAt,
      tally: book.tally,
      eligible: seal ? eligibleIn(contest, seal.before, round) : eligibleSaid(result),
      book: result.book,
      log: seal ? { sha256: seal.event.prev, events: seal.event.n - 1 } : result.log,
    })
    const { digest: _, ...figures } = expected
    const { digest: __, ...said } = result
    for (const difference of differences(figures, said)) addDifference(difference, files.result, findings)
  }
  if (log && seal) checkSeal(seal, result, log.file, files, findings)
}

/** The event that fixed this result. */
const sealOf = (log: ReadLog, { round, attempt, version }: Result): Seal | undefined =>
  log.seals.find(
    ({ event }) => event.round === round && event.attempt === attempt && event.version === version,
  )

const eligibleSaid = ({ ballots }: Result): Record<string, number | null> =>
  Object.fromEntries(Object.entries(ballots).map(([electorate, { eligible }]) => [electorate, eligible]))

function checkBook(result: Result, book: ReadBook, files: ResultFiles, findings: Findings): void {
  const { sha256, lines } = result.book
  if (book.lines !== lines)
    findings.add({
      code: 'book-length',
      file: files.book,
      expected: `${lines} lines`,
      found: `${book.lines} lines`,
    })
  if (book.sha256 !== sha256)
    findings.add({ code: 'book-digest', file: files.book, expected: sha256, found: book.sha256 })
}

function checkTurnout({ ballots }: Result, files: ResultFiles, findings: Findings): void {
  for (const [electorate, { cast, eligible }] of Object.entries(ballots)) {
    if (eligible === null || cast <= eligible) continue
    findings.add({
      code: 'more-than-eligible',
      file: files.result,
      path: `$.ballots.${electorate}.cast`,
      expected: `at most ${eligible}`,
      found: `${cast}`,
    })
  }
}

/** What the log says of the seal beside what the result says of itself. */
function checkSeal(
  { line, event, before }: Seal,
  result: Result,
  file: string,
  files: ResultFiles,
  findings: Findings,
): void {
  const { digest, ballots, quorumMissed = [] } = result
  const said = { digest: event.digest, ballots: event.ballots, quorumMissed: event.quorumMissed }
  for (const { path, expected, found } of differences({ digest, ballots, quorumMissed }, said))
    findings.add({
      code: 'wrong-seal',
      file,
      line,
      path,
      ...(expected !== undefined && { expected }),
      ...(found !== undefined && { found }),
    })
  const current = roundState(before, result.round)
  const end = current.phase === 'waiting' ? null : lastWindow(current).closesAt
  const isInTime = end !== null && result.sealedAt >= end && result.sealedAt <= event.at
  if (!isInTime)
    findings.add({
      code: 'sealed-too-early',
      file: files.result,
      path: '$.sealedAt',
      expected: `from ${end} to ${event.at}`,
      found: shown(result.sealedAt) ?? '',
    })
}

function addDifference(
  { path, expected, found }: { path: string; expected: string | undefined; found: string | undefined },
  file: string,
  findings: Findings,
): void {
  findings.add({
    code: 'wrong-figure',
    file,
    path,
    ...(expected !== undefined && { expected }),
    ...(found !== undefined && { found }),
  })
}

/** What the log lacks or holds where a result is not public: sealed only, or counting no more. */
export function checkPublished(log: ReadLog, result: Result, findings: Findings): void {
  const status = statusOf(log, result)
  if (status === 'published') return
  const code = status === 'sealed' ? 'not-published' : 'superseded'
  findings.add({ code, file: log.file, detail: nameOf(result) })
}

const nameOf = ({ round, attempt, version }: Result): string =>
  `round ${round}, attempt ${attempt}, version ${version}`

/** What the log says of a sealed result today: whether it is the one in force, and public. */
export function statusOf(
  { state }: ReadLog,
  { round, attempt, version }: Result,
): 'published' | 'sealed' | 'superseded' {
  const current = roundState(state, round)
  if (current.phase !== 'sealed' && current.phase !== 'published') return 'superseded'
  const inForce = current.publishedVersion ?? current.version
  return current.attempt === attempt && inForce === version ? current.phase : 'superseded'
}

/** The rounds that have a sealed result in force. */
export const sealedRounds = ({ state }: ReadLog): string[] =>
  Object.entries(state.rounds).flatMap(([id, { phase }]) =>
    phase === 'sealed' || phase === 'published' ? [id] : [],
  )
