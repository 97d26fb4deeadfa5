import type { Result } from '#contract/live.ts'
import type { Findings } from './findings.ts'
import type { ParsedLog } from './log.ts'
import { statusOf } from './seal.ts'

/** What of a bundle is compared with an older one. */
export type History = { log: ParsedLog; results: { file: string; result: Result }[] }

/**
 * That a bundle only adds to an older one: the log begins with all events of the older, and a result that counted then is the same
 * now, unless the log says since when it does not count any more.
 */
export function checkSince(older: History, newer: History, findings: Findings): void {
  checkLog(older.log, newer.log, findings)
  for (const { result: before } of older.results) {
    const now = newer.results.find(({ result }) => isSame(result, before))
    if (now && now.result.digest !== before.digest)
      findings.add({
        code: 'other-result',
        file: now.file,
        path: '$.digest',
        expected: before.digest,
        found: now.result.digest,
      })
    if (!now && statusOf(newer.log, before) !== 'superseded')
      findings.add({
        code: 'missing-result',
        file: newer.log.file,
        result: before,
      })
  }
}

function checkLog(older: ParsedLog, newer: ParsedLog, findings: Findings): void {
  const { file, events } = newer
  for (const [index, { hash }] of older.events.entries()) {
    const event = events[index]
    if (event?.hash === hash) continue
    if (event)
      findings.add({ code: 'other-history', file, line: index + 1, expected: hash, found: event.hash })
    else
      findings.add({
        code: 'shorter-history',
        file,
        expected: { code: 'at-least-events', params: { count: older.events.length } },
        found: { code: 'events', params: { count: events.length } },
      })
    // What follows differs because this does.
    return
  }
}

const isSame = (one: Result, other: Result): boolean =>
  one.round === other.round && one.attempt === other.attempt && one.version === other.version
