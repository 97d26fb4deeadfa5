import { describe, expect, it, test } from 'vitest'
import { type Refusal, refusals } from '#contract/refusals.ts'
import type { Finding } from '#core/verify.ts'
import { words as enFaults } from '#words/en/faults.ts'
import { words as enFindings } from '#words/en/findings.ts'
import { words as enRefusals } from '#words/en/refusals.ts'
import { sayReason, sayValue, type VerifyWords } from '#words/say.ts'
import { words as zhFaults } from '#words/zh/faults.ts'
import { words as zhFindings } from '#words/zh/findings.ts'
import { words as zhRefusals } from '#words/zh/refusals.ts'

const en: VerifyWords = { faults: enFaults, findings: enFindings, refusals: enRefusals }
const zh: VerifyWords = { faults: zhFaults, findings: zhFindings, refusals: zhRefusals }
const reasonOf = (more: Partial<Finding>) => {
  const finding: Finding = { code: 'event-misfit', file: 'log.ndjson', ...more }
  return [sayReason(finding, en), sayReason(finding, zh)]
}

describe('what a finding has to say', () => {
  test.each(refusals)('of an event that would have been refused: %s', (refusal: Refusal) => {
    const [english, chinese] = reasonOf({ refusal, result: { round: 'final' } })
    expect(english).toMatch(/^[A-Za-z]/)
    expect(chinese).toMatch(/\p{Script=Han}/u)
  })

  it('names the round where its state is the reason', () => {
    expect(reasonOf({ refusal: 'round-sealed', result: { round: 'final' } })).toEqual([
      'round final was sealed already',
      '轮次 final 已经计票完毕',
    ])
  })

  it('is the rule that was broken', () => {
    expect(reasonOf({ fault: { code: 'too-few', params: { count: 1, least: 2 } } })).toEqual([
      'Too few: 1, at least 2 needed',
      '太少：1 个，至少要 2 个',
    ])
  })

  it('is the result that it is about', () => {
    expect(reasonOf({ result: { round: 'final', attempt: 2, version: 1 } })).toEqual([
      'round final, attempt 2, version 1',
      '轮次 final，第 2 次投票，结果 1',
    ])
  })

  it('is nothing where its place tells all', () => expect(reasonOf({})).toEqual(['', '']))
})

test('values are as many as they are', () => {
  const values = [1, 2].flatMap((count) => [
    sayValue({ code: 'lines', params: { count } }, en),
    sayValue({ code: 'at-least-events', params: { count } }, en),
    sayValue({ code: 'at-most', params: { count } }, zh),
  ])
  expect(values).toEqual(['1 line', 'at least 1 event', '至多 1', '2 lines', 'at least 2 events', '至多 2'])
})
