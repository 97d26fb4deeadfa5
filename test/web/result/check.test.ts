import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { BookLine } from '#contract/ballot.ts'
import { digestOf } from '#core/canonical.ts'
import { bookLine, resultOf } from '#core/seal.ts'
import { marksOf } from '#test/core/factory.ts'
import { tallyOf } from '#core/tally.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import type { ReceiptClaims } from '#contract/receipt-proof.ts'
import type { ContestEvent } from '#core/contest/acts.ts'
import { chainEvents } from '#core/contest/log.ts'
import { emptyState } from '#core/contest/state.ts'
import { claimsOf } from '#core/receipt/claims.ts'
import { readProof } from '#core/receipt/proof.ts'
import { ReceiptSigner } from '#test/support/receipt-signer.ts'
import { headsSeen, type HeadsSeen, keepHead } from '../../../web/state/heads-seen.ts'
import { Storage } from '../../../web/state/storage.ts'
import { judgeProof } from '../../../web/pages/result/check/judge-proof.ts'
import type { Outcome } from '../../../web/pages/result/check/messages.ts'
import { language } from '../../../web/i18n/language.svelte.ts'
import { checkPublication } from '../../../web/pages/result/check/check-result.ts'
import { findReceipt } from '../../../web/pages/result/check/find-receipt.ts'
import { sayFinding } from '../../../web/pages/result/check/say-finding.ts'
import { stepsOf } from '../../../web/pages/result/check/steps.ts'

language.set('zh-CN')

const round = roundWith({
  panels: [
    {
      electorate: 'village',
      ballot: { kind: 'score', criteria: [{ id: 'all', name: '总评', max: 100 }], drop: { high: 1, low: 1 } },
    },
  ],
})
const contest = contestWith({ rounds: [round] })

const lines: BookLine[] = [70, 80, 80, 95].map((all, index) => ({
  id: `7K2M-X9QD-000${index}`,
  ballot: { electorate: 'village', scores: { east: { all }, west: { all: 60 } } },
  voter: `v-${index}`,
}))
const bytesOf = (book: BookLine[]) =>
  new TextEncoder().encode(book.map((line) => `${bookLine(line)}\n`).join(''))

async function* inPieces(bytes: Uint8Array, size = 37): AsyncIterable<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const result = resultOf({
  contest,
  round,
  attempt: 1,
  version: 1,
  sealedAt: '2026-11-24T12:00:00.000Z',
  tally: tallyOf(lines.flatMap(({ ballot }) => marksOf(contest, round, ballot))),
  eligible: { village: 4 },
  book: { sha256: sha256(bytesOf(lines)), lines: lines.length },
  log: { sha256: '0'.repeat(64), events: 3 },
})

const check = async (over: { result?: object; book?: BookLine[]; contest?: object } = {}) => {
  const told: number[] = []
  const outcome = await checkPublication(
    {
      contest: JSON.stringify(over.contest ?? contest),
      result: JSON.stringify(over.result ?? result),
      log: null,
      book: inPieces(bytesOf(over.book ?? lines)),
    },
    (count) => told.push(count),
  )
  return { outcome, told, states: Object.fromEntries(stepsOf(outcome).map(({ id, state }) => [id, state])) }
}

describe('heads that a device saw while the contest went on', () => {
  const [defined, added] = chainEvents(
    emptyState,
    [
      { type: 'contestDefined', document: digestOf(contest) },
      { type: 'votersAdded', added: { village: 4 }, updated: 0 },
    ],
    { at: '2026-11-24T11:00:00.000Z', actor: 'chen' },
  )
  const events = [defined, added].flatMap((event) => event ?? [])
  const checkSeen = (seen: HeadsSeen) =>
    checkPublication(
      {
        contest: JSON.stringify(contest),
        result: JSON.stringify(result),
        log: events.map((event) => `${JSON.stringify(event)}\n`).join(''),
        book: inPieces(bytesOf(lines)),
        seen,
      },
      () => undefined,
    )
  const aboutHeads = ({ findings }: Outcome) => findings.filter(({ code }) => code === 'other-history')

  it('are compared with the log as far as it goes, and a log that was written anew is found', async () => {
    const [first = '', second = ''] = events.map(({ hash }) => hash)
    const later = 'f'.repeat(64)
    const agreed = await checkSeen({ 1: first, 2: second, 9: later })
    expect([agreed.witnessed, aboutHeads(agreed)]).toEqual([2, []])

    const rewritten = await checkSeen({ 1: first, 2: later })
    expect(aboutHeads(rewritten)).toEqual([
      {
        code: 'other-history',
        file: 'log.ndjson',
        line: 2,
        path: '$.hash',
        expected: later,
        found: second,
      },
    ])
  })

  it('are kept once for each version, on a device that outlives the evening, and never of a rehearsal', () => {
    const storage = new Storage(() => null)
    const head = (version: number, of = 'harvest') =>
      keepHead(storage, { contest: of, version, head: String(version).padStart(64, '0') })
    for (const version of [1, 2, 2, 5]) head(version)
    head(1, 'rehearsal-harvest')
    const kept = () => Object.keys(headsSeen(storage, 'harvest')).map(Number)
    expect(kept()).toEqual([1, 2, 5])
    expect(headsSeen(storage, 'rehearsal-harvest')).toEqual({})
    for (let version = 1_990; version < 2_010; version++) head(version)
    expect([kept().length, kept().at(-1)]).toEqual([14, 2_000])
  })
})

describe('a signed receipt on the result page', () => {
  const signer = new ReceiptSigner()
  const key = { type: 'receiptKey', jwk: signer.jwk } as ContestEvent
  const voided = { type: 'roundVoided', round: 'final', attempt: 7, reason: '停电' } as ContestEvent
  const [line] = lines
  const verdictOf = async (
    over: Partial<ReceiptClaims> = {},
    there = line ?? null,
    events = [key, voided],
  ) => {
    if (!line) throw new Error('the book has lines')
    const box = { contest: 'harvest', round: 'final', attempt: 1 }
    const proof = readProof(
      await signer.sign({ ...claimsOf(box, { receipt: line.id, ballot: line.ballot }), ...over }),
    )
    if (!proof) throw new Error('it is a proof')
    const published = { document: JSON.stringify(contest), result: JSON.stringify(result), events }
    return judgeProof(proof, there, published).proof?.verdict
  }

  it.each<[string, Partial<ReceiptClaims>]>([
    ['in-book', {}],
    ['replaced', { ballot: 'a'.repeat(64) }],
    ['elsewhere', { round: 'heat' }],
    ['elsewhere', { attempt: 2 }],
    ['voided', { attempt: 7 }],
    ['not-signed', { contest: 'spring' }],
  ])('%s: %j', async (expected, over) => {
    expect(await verdictOf(over)).toBe(expected)
  })

  it('is missing where the book has no such line, and cannot be judged before the log is public', async () => {
    expect(await verdictOf({}, null)).toBe('missing')
    expect(await verdictOf({}, line ?? null, [])).toBe('no-key')
  })
})

describe('a published result that fits', () => {
  it('is checked in all but what only the log can prove', async () => {
    const { outcome, told, states } = await check()
    expect(outcome).toMatchObject({ findings: [], count: 0, ballots: 4, counted: true, events: null })
    expect(states).toEqual({ rules: 'ok', digest: 'ok', book: 'ok', count: 'ok', log: 'unchecked' })
    expect(told[told.length - 1]).toBe(4)
  })

  it('tells how far apart the judges are', async () => {
    const { outcome } = await check()
    expect(outcome.spread).toEqual([
      {
        panel: 'village',
        contestant: 'east',
        totals: [
          { value: 70, count: 1 },
          { value: 80, count: 2 },
          { value: 95, count: 1 },
        ],
      },
      { panel: 'village', contestant: 'west', totals: [{ value: 60, count: 4 }] },
    ])
  })
})

describe('a published result that was changed', () => {
  it('says which figure differs', async () => {
    const standings = result.standings.map((standing, index) =>
      index === 0 ? { ...standing, total: '99.00' } : standing,
    )
    const { digest: _, ...content } = { ...result, standings }
    const { outcome, states } = await check({ result: { ...content, digest: digestOf(content) } })
    expect(states).toEqual({ rules: 'ok', digest: 'ok', book: 'ok', count: 'wrong', log: 'unchecked' })
    expect(outcome.findings.map((finding) => sayFinding(finding, { contest, result }))).toEqual([
      '结果 东村 总分 · 与清点出来的不同 · 应为 "80.00" · 实为 "99.00"',
    ])
  })

  it('says which line of the book cannot be counted, and counts nothing then', async () => {
    const book = lines.map((line, index) => (index === 2 ? { ...line, voter: 'v-1' } : line))
    const { outcome, states } = await check({ book })
    expect(states).toMatchObject({ book: 'wrong', count: 'unchecked' })
    expect(outcome.findings.map((finding) => sayFinding(finding, { contest, result }))[0]).toMatch(
      /^选票明细第 3 行 \$\.voter · 这位投票人前面已经有一张选票/,
    )
    expect(outcome.spread).toEqual([])
  })

  it('reads no book where the rules are broken', async () => {
    const { outcome, told, states } = await check({ contest: { ...contest, rounds: [] } })
    expect(states).toMatchObject({ rules: 'wrong', book: 'unchecked', count: 'unchecked' })
    expect([outcome.ballots, told]).toEqual([0, []])
  })
})

describe('a receipt', () => {
  const find = (receipt: string) => findReceipt(receipt, inPieces(bytesOf(lines)), () => undefined)

  it.each(['7K2M-X9QD-0002', '7k2m x9qd 0002', '７Ｋ２ＭＸ９ＱＤ０００２', ' 7K2M–X9QD–0002 '])(
    'is found however it is typed: %j',
    async (typed) => {
      expect(await find(typed)).toEqual(lines[2])
    },
  )

  it('that is not in the book is not found', async () => {
    expect(await find('7K2M-X9QD')).toBeNull()
    expect(await find('')).toBeNull()
  })
})
