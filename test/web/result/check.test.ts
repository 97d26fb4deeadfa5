import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { BookLine } from '#contract/ballot.ts'
import { digestOf } from '#core/canonical.ts'
import { bookLine, resultOf } from '#core/seal.ts'
import { marksOf } from '#test/core/factory.ts'
import { tallyOf } from '#core/tally.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
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
