import type { Contest, Round } from '#contract/contest.ts'
import { resultSchema, type Result } from '#contract/live.ts'
import { digestOf } from '../canonical.ts'
import { exclusions } from '../contest/actions.ts'
import { eligibleIn, excusedIn } from '../contest/eligible.ts'
import { countDue } from '../contest/versions.ts'
import { checkShape } from '../faults.ts'
import { findRound } from '../round.ts'
import { resultOf } from '../seal.ts'
import type { Tally } from '../tally.ts'
import type { EarlierBook, ReadBook } from './book.ts'
import { differences } from './differences.ts'
import type { Findings, Stated } from './findings.ts'
import { readJson } from './json.ts'
import type { ParsedLog, Seal } from './log.ts'
import { checkSeal, sealOf } from './seal.ts'

/** The result in a text, with its digest checked; undefined where it has not the shape of one. */
export function parseResult(text: string, file: string, findings: Findings): Result | undefined {
  const value = readJson(text, { file }, findings)
  if (value === undefined) return undefined
  const checked = checkShape(resultSchema, value)
  if ('faults' in checked) {
    for (const { path, ...fault } of checked.faults) findings.add({ code: 'wrong-shape', file, path, fault })
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
type Parts = { contest: Contest; round: Round; result: Result; book: ReadBook }

/** Everything in a result against the book and, where there is one, the log. */
export function checkResult(
  parts: Parts,
  log: ParsedLog | undefined,
  files: ResultFiles,
  findings: Findings,
): void {
  const { result, round, book } = parts
  const seal = log && sealOf(log, result)
  checkBook(result, book, files, findings)
  if (log && !seal) findings.add({ code: 'not-in-log', file: log.file, result })
  checkTurnout(result, files, findings)
  checkArrivals(parts, files, findings)
  checkExclusions(parts, seal, files, findings)
  checkFigures(parts, seal, files, findings)
  if (log && seal)
    checkSeal(
      seal,
      { contest: parts.contest, round, result, tally: book.tally },
      { log: log.file, ...files },
      findings,
    )
  if (!log || !book.tally) return
  for (const { seal, result, tally } of earlierResults(parts, log))
    checkSeal(seal, { contest: parts.contest, round, result, tally }, { log: log.file, ...files }, findings)
}

function checkBook(result: Result, book: ReadBook, files: ResultFiles, findings: Findings): void {
  const { sha256, lines } = result.book
  const file = files.book
  if (book.lines !== lines)
    findings.add({ code: 'book-length', file, expected: linesOf(lines), found: linesOf(book.lines) })
  if (book.sha256 !== sha256)
    findings.add({ code: 'book-digest', file, expected: sha256, found: book.sha256 })
}

const linesOf = (count: number): Stated => ({ code: 'lines', params: { count } })

function checkTurnout({ ballots }: Result, files: ResultFiles, findings: Findings): void {
  for (const [electorate, { cast, eligible }] of Object.entries(ballots)) {
    if (eligible === null || cast <= eligible) continue
    findings.add({
      code: 'more-than-eligible',
      file: files.result,
      path: `$.ballots.${electorate}.cast`,
      expected: { code: 'at-most', params: { count: eligible } },
      found: `${cast}`,
    })
  }
}

/** Times stand in no book, so the steps themselves cannot be counted again; that they add up to the ballots can. */
function checkArrivals({ round, result, book }: Parts, files: ResultFiles, findings: Findings): void {
  if (result.arrivals === undefined) return
  const { counts } = result.arrivals
  const found = Object.fromEntries(
    Object.entries(counts).map(([id, steps]) => [id, steps.reduce((sum, count) => sum + count, 0)]),
  )
  const expected = round.secret
    ? {}
    : Object.fromEntries(
        Object.entries(result.ballots).map(([id, { cast }]) => [id, cast + (book.excludedIn[id] ?? 0)]),
      )
  for (const difference of differences(expected, found, '$.arrivals.counts'))
    findings.add({ code: 'wrong-figure', file: files.result, ...difference })
}

/** Ballots are left out of a count by what two persons did, and by nothing else. */
function checkExclusions(
  { result, book }: Parts,
  seal: Seal | undefined,
  files: ResultFiles,
  findings: Findings,
) {
  const { actions } = seal ? countDue(seal.before, result.round) : result
  const expected = Object.fromEntries(exclusions({ actions }))
  for (const difference of differences(expected, Object.fromEntries(book.excluded)))
    findings.add({ code: 'other-exclusions', file: files.book, ...difference })
}

/** The result as the ballots and the log give it; without a log, what only the log knows is as the result says. */
function checkFigures(parts: Parts, seal: Seal | undefined, files: ResultFiles, findings: Findings): void {
  const { contest, round, result, book } = parts
  if (!book.tally) return
  const told = {
    contest,
    round,
    attempt: result.attempt,
    sealedAt: result.sealedAt,
    tally: book.tally,
    arrivals: result.arrivals,
    book: result.book,
  }
  const { digest: _, ...expected } = seal
    ? resultOf({ ...told, ...asLogged(seal, parts) })
    : resultOf({ ...told, ...asSaid(result) })
  const { digest: __, ...said } = result
  for (const difference of differences(expected, said))
    findings.add({ code: 'wrong-figure', file: files.result, ...difference })
}

/** What the log says of a count. */
const asLogged = ({ before, event }: Seal, { contest, round }: Parts) => ({
  ...countDue(before, round.id),
  eligible: eligibleIn(contest, before, round),
  excused: excusedIn(before, round),
  log: { sha256: event.prev, events: event.n - 1 },
})

/** The same of a result whose log is not at hand. */
const asSaid = ({ version, actions = [], approvals, reasons = [], ballots, excused = {}, log }: Result) => ({
  version,
  actions,
  approvals,
  reasons,
  eligible: Object.fromEntries(
    Object.entries(ballots).map(([electorate, { eligible }]) => [electorate, eligible]),
  ),
  excused,
  log,
})

/** The seals of the versions before a result, of the same book. */
const earlierSeals = (log: ParsedLog, { round, attempt, version }: Result): Seal[] =>
  log.seals.filter(
    ({ event }) => event.round === round && event.attempt === attempt && event.version < version,
  )

/** What a book's ballots were in the versions before: for the `BookReader` that reads them. */
export const earlierBooks = (log: ParsedLog | undefined, result: Result): EarlierBook[] =>
  log === undefined
    ? []
    : earlierSeals(log, result).map(({ event, before }) => ({
        version: event.version,
        excluded: exclusions({ actions: countDue(before, result.round).actions }),
      }))

/**
 * The results that a version supersedes, counted again from its book and the log. A seal's digest holds every figure of them; the
 * seconds of the arrivals are those of the latest.
 */
export function earlierResults(
  { contest, round, result, book }: Parts,
  log: ParsedLog,
): { seal: Seal; result: Result; tally: Tally }[] {
  return earlierSeals(log, result).flatMap((seal) => {
    const earlier = book.earlier.get(seal.event.version)
    if (!earlier) return []
    const counted = resultOf({
      contest,
      round,
      attempt: result.attempt,
      // A seal is dated by its event, as soon as there are versions.
      sealedAt: seal.event.at,
      tally: earlier.tally,
      arrivals: result.arrivals,
      book: { sha256: earlier.sha256, lines: book.lines },
      ...asLogged(seal, { contest, round, result, book }),
    })
    return [{ seal, result: counted, tally: earlier.tally }]
  })
}
