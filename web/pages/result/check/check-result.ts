import { readMark, recusedCriterion } from '#core/ballot/mark.ts'
import {
  BookReader,
  checkPublished,
  checkResult,
  contestInForce,
  earlierBooks,
  Findings,
  plainHash,
  parseContestFile,
  parseLog,
  type ParsedLog,
  type ReadBook,
  parseResult,
  roundOf,
} from '#core/verify.ts'
import type { HeadsSeen } from '../../../state/heads-seen.ts'
import type { Outcome, Spread } from './messages.ts'

const files = {
  contest: 'contest.json',
  result: 'result.json',
  book: 'book.ndjson',
  log: 'log.ndjson',
} as const

/** What is published of a result, as it came over the wire. */
export type Published = {
  contest: string
  result: string
  /** Null where the checker has none: what only the log can prove is left out. */
  log: string | null
  book: AsyncIterable<Uint8Array>
  /** Heads of the log that this device saw while the contest went on. */
  seen?: HeadsSeen
}

/**
 * Checks a published result as `npm run verify` does, from texts and the book's bytes. `told` hears how many lines of the book have been
 * read, after each piece of it.
 */
export async function checkPublication(
  published: Published,
  told: (lines: number) => void,
): Promise<Outcome> {
  const findings = new Findings()
  const log = published.log === null ? undefined : parseLog(published.log, files.log, findings)
  const defined = parseContestFile(published.contest, files.contest, log, findings)
  const contest = defined && contestInForce(defined, log)
  const result = parseResult(published.result, files.result, findings)
  const round = contest && result && roundOf(contest, result, files.result, findings)
  const events = log?.events.length ?? null
  const witnessed = log ? checkHeads(published.seen ?? {}, log, findings) : 0
  const none = { ballots: 0, counted: false, spread: [] }
  if (!contest || !result || !round)
    return { findings: findings.kept, count: findings.count, events, witnessed, ...none }

  const reader = new BookReader(contest, round, files.book, findings, plainHash(), earlierBooks(log, result))
  let lines = 0
  for await (const bytes of published.book) {
    reader.add(bytes)
    for (const byte of bytes) if (byte === lineFeed) lines += 1
    told(lines)
  }
  const book = reader.end()
  checkResult({ contest, round, result, book }, log, files, findings)
  if (log) checkPublished(log, result, findings)
  return {
    findings: findings.kept,
    count: findings.count,
    ballots: book.lines,
    counted: book.tally !== undefined,
    events,
    witnessed,
    spread: spreadOf(book),
  }
}

const lineFeed = 10

/** Holds what a device saw against the log; answers how many heads could be compared: what is later than its end it cannot tell. */
function checkHeads(seen: HeadsSeen, { events, file }: ParsedLog, findings: Findings): number {
  const compared = events.filter(({ n }) => seen[n] !== undefined)
  for (const { n, hash } of compared)
    if (seen[n] !== hash)
      findings.add({
        code: 'other-history',
        file,
        line: n,
        path: '$.hash',
        expected: seen[n],
        found: hash,
      })
  return compared.length
}

/** The judges' totals as the book has them; only ballots with scores have any. */
function spreadOf({ tally }: ReadBook): Spread[] {
  const scored = new Set<string>()
  const given = new Map<string, Spread>()
  for (const [mark, count] of tally ?? []) {
    const { panel, contestant, criterion, value } = readMark(mark)
    if (criterion === recusedCriterion) continue
    if (criterion !== '') scored.add(panel)
    if (criterion !== '' || contestant === '') continue
    const key = `${panel}|${contestant}`
    const spread = given.get(key) ?? { panel, contestant, totals: [] }
    spread.totals.push({ value: Number(value), count })
    given.set(key, spread)
  }
  const spreads = [...given.values()].filter(({ panel }) => scored.has(panel))
  for (const { totals } of spreads) totals.sort((a, b) => a.value - b.value)
  return spreads
}
