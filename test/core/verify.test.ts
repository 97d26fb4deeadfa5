import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Ballot } from '#contract/ballot.ts'
import { canonicalJson, digestOf } from '#core/canonical.ts'
import type { ContestEvent, NewEvent } from '#core/contest/acts.ts'
import { chainEvents, genesis } from '#core/contest/log.ts'
import { bookLine, resultOf } from '#core/seal.ts'
import { tallyOf } from '#core/tally.ts'
import {
  BookReader,
  checkResult,
  Findings,
  plainHash,
  parseContestFile,
  parseLog,
  parseResult,
  roundOf,
} from '#core/verify.ts'
import { findingSentence } from '#terminal/sentences.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { marksOf } from '#test/core/factory.ts'

const round = roundWith({ panels: [{ electorate: 'village', ballot: { kind: 'choose', max: 2 } }] })
const contest = contestWith({ rounds: [round] })
const ballots: Ballot[] = [['east'], ['west', 'east'], ['east']].map((choices) => ({
  electorate: 'village',
  choices,
}))
const bookText = (lines: readonly Ballot[] = ballots): string =>
  lines.map((ballot, index) => `${bookLine({ id: `R${index}`, ballot, voter: `村民${index}` })}\n`).join('')
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const result = resultOf({
  contest,
  round,
  attempt: 1,
  version: 1,
  sealedAt: '2022-06-10T09:00:00.000Z',
  tally: tallyOf(ballots.flatMap((ballot) => marksOf(contest, round, ballot))),
  eligible: { village: 4 },
  book: { sha256: sha256(bookText()), lines: ballots.length },
  log: { sha256: genesis, events: 0 },
})

/** What a page does that has the public files and no log: the book comes in pieces, as a download does. */
function verifyWithoutLog(book: Uint8Array, pieces: readonly number[], said = result): string[] {
  const findings = new Findings()
  const document = parseContestFile(canonicalJson(contest), 'contest.json', undefined, findings)
  const read = parseResult(canonicalJson(said), 'result.json', findings)
  const found = document && read && roundOf(document, read, 'result.json', findings)
  if (!document || !read || !found) throw new Error(findings.kept.map(findingSentence).join())
  const reader = new BookReader(document, found, 'book.ndjson', findings, plainHash())
  let from = 0
  for (const piece of [...pieces, book.length]) {
    reader.add(book.slice(from, from + piece))
    from += piece
  }
  const files = { result: 'result.json', book: 'book.ndjson' }
  checkResult(
    { contest: document, round: found, result: read, book: reader.end() },
    undefined,
    files,
    findings,
  )
  return findings.kept.map(findingSentence)
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('a book that comes in pieces, without a log', () => {
  test('is verified however it is cut, in the middle of a character too', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 })), (pieces) => {
        expect(verifyWithoutLog(bytes(bookText()), pieces)).toEqual([])
      }),
    )
  })

  test('is found wrong in the same words however it is cut', () => {
    const changed = bytes(bookText([...ballots.slice(0, 2), { electorate: 'village', choices: ['moon'] }]))
    const whole = verifyWithoutLog(changed, [])
    expect(whole[0]).toBe(
      'book.ndjson line 3, $.ballot.choices[0]: the ballot breaks a rule of the round: Not a contestant of this round',
    )
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 })), (pieces) => {
        expect(verifyWithoutLog(changed, pieces)).toEqual(whole)
      }),
    )
  })

  test('that is no text is named at the line where it stops to be one', () => {
    const broken = bytes(bookText())
    broken[broken.length - 10] = 0xff
    expect(verifyWithoutLog(broken, [1, 2])[0]).toMatch(/^book\.ndjson line \d: is not UTF-8 text$/)
  })

  test('does not hide a figure that the ballots do not give', () => {
    const { digest: _, ...figures } = { ...result, ballots: { village: { cast: 2, eligible: 4 } } }
    const forged = { ...figures, digest: digestOf(figures) }
    expect(verifyWithoutLog(bytes(bookText()), [], forged)).toEqual([
      'result.json, $.ballots.village.cast: is not what the ballots and the log give: expected 3, found 2',
    ])
  })

  test('does not bear arrivals that do not add up to the ballots', () => {
    const arrivals = { from: '2022-06-10T08:50:00.000Z', seconds: 60, counts: { village: [1, 1] } }
    const { digest: _, ...figures } = { ...result, arrivals }
    const forged = { ...figures, digest: digestOf(figures) }
    expect(verifyWithoutLog(bytes(bookText()), [], forged)).toEqual([
      'result.json, $.arrivals.counts.village: is not what the ballots and the log give: expected 3, found 2',
    ])
  })

  test('with more ballots than voters is impossible', () => {
    const { digest: _, ...figures } = { ...result, ballots: { village: { cast: 3, eligible: 2 } } }
    const forged = { ...figures, digest: digestOf(figures) }
    expect(verifyWithoutLog(bytes(bookText()), [], forged)).toEqual([
      'result.json, $.ballots.village.cast: more ballots than people who may vote: expected at most 2, found 3',
    ])
  })
})

describe('a log whose chain holds', () => {
  const at = (seconds: number) =>
    new Date(Date.parse('2022-06-10T09:00:00.000Z') + seconds * 1_000).toISOString()
  const logOf = (...events: [seconds: number, event: NewEvent][]): ContestEvent[] => {
    let last = { version: 0, chain: genesis, at: '' }
    return events.flatMap(([seconds, event]) => {
      const events = chainEvents(last, [event], { at: at(seconds), actor: 'chen' })
      for (const { n, hash, at: time } of events) last = { version: n, chain: hash, at: time }
      return events
    })
  }
  const said = (events: readonly ContestEvent[]): string[] => {
    const findings = new Findings()
    parseLog(events.map((event) => `${canonicalJson(event)}\n`).join(''), 'log', findings)
    return findings.kept.map(findingSentence)
  }
  const defined: [number, NewEvent] = [0, { type: 'contestDefined', document: digestOf(contest) }]
  const final = { round: 'final', attempt: 1 }
  const opened: [number, NewEvent] = [
    10,
    {
      type: 'roundOpened',
      ...final,
      opensAt: at(10),
      closesAt: at(20),
      buckets: 1,
      contestants: ['east', 'west'],
    },
  ]
  const asked: [number, NewEvent] = [30, { type: 'sealRequested', ...final }]
  const sealed: [number, NewEvent] = [
    40,
    { type: 'roundSealed', ...final, version: 1, digest: genesis, ballots: {}, quorumMissed: ['village'] },
  ]

  test('and whose events follow on one another is right', () => {
    expect(
      said(
        logOf(defined, opened, asked, sealed, [
          50,
          { type: 'resultPublished', round: 'final', version: 1, confirmed: true },
        ]),
      ),
    ).toEqual([])
  })

  test.each<[string, [number, NewEvent][], string]>([
    ['no document', [opened], 'a log begins with contestDefined'],
    [
      'a document once a round was opened',
      [defined, opened, [11, defined[1]]],
      'not replaced once a round was opened',
    ],
    ['a round opened twice', [defined, opened, [11, opened[1]]], 'round final was open'],
    [
      'another attempt',
      [defined, [10, { ...opened[1], attempt: 2 } as NewEvent]],
      'another attempt of round final was running',
    ],
    ['a seal of an open round', [defined, opened, [15, asked[1]]], 'round final was open'],
    ['a seal that nobody asked for', [defined, opened, sealed], 'nobody asked for the seal of round final'],
    ['a second seal', [defined, opened, asked, sealed, [41, sealed[1]]], 'round final was sealed already'],
    [
      'an extension after the end',
      [defined, opened, [25, { type: 'roundExtended', round: 'final', closesAt: at(40) }]],
      'round final was not open',
    ],
    [
      'a reopening while it is sealed',
      [
        defined,
        opened,
        asked,
        [31, { type: 'roundReopened', round: 'final', opensAt: at(31), closesAt: null }],
      ],
      'round final was being sealed',
    ],
    [
      'a publication without a seal',
      [defined, opened, [30, { type: 'resultPublished', round: 'final', version: 1 }]],
      'round final was not sealed',
    ],
    [
      'a publication without a quorum',
      [defined, opened, asked, sealed, [50, { type: 'resultPublished', round: 'final', version: 1 }]],
      'a quorum was missed and nobody confirmed',
    ],
    ['a window in the past', [defined, [30, opened[1]]], 'a window does not open in the past'],
  ])('and that has %s is wrong', (_, events, why) => {
    const [first, ...others] = said(logOf(...events))
    expect(first).toMatch(/^log line \d: the event could not happen at this point of the log: /)
    expect(first).toContain(why)
    expect(others).toEqual([])
  })

  test('and that opened a round for others than the document is wrong', () => {
    const findingsWith = (contestants: string[]): string[] => {
      const findings = new Findings()
      const event = { ...opened[1], contestants } as NewEvent
      const text = logOf(defined, [10, event]).map((one) => `${canonicalJson(one)}\n`)
      const log = parseLog(text.join(''), 'log', findings)
      parseContestFile(canonicalJson(contest), 'contest', log, findings)
      return findings.kept.map(({ code, line, path, expected, found }) =>
        [code, String(line), path, JSON.stringify(expected), JSON.stringify(found)].join(' '),
      )
    }
    expect(findingsWith(['east', 'west'])).toEqual([])
    expect(findingsWith(['east'])).toEqual(['event-misfit 2 $.contestants "east west" "east"'])
    expect(findingsWith(['west', 'east'])).toEqual(['event-misfit 2 $.contestants "east west" "west east"'])
  })

  test('and that knows another kind of event cannot be judged', () => {
    expect(said(logOf(defined, [1, { type: 'crowned' } as unknown as NewEvent]))).toEqual([
      'log line 2, $.type: does not have the right shape: No such event is known',
    ])
  })

  test('and that is empty proves nothing', () => {
    expect(said([])).toEqual(['log: the log holds no events'])
  })
})
