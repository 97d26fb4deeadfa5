import { describe, expect, test } from 'vitest'
import type { Contest, Round } from '#contract/contest.ts'
import type { Result, Standing } from '#contract/live.ts'
import { language } from '../../../web/i18n/language.svelte.ts'
import { headlineOf } from '../../../web/pages/result/headline.ts'
import { posterOf } from '../../../web/pages/result/share/poster.ts'

language.set('zh-CN')

const contest: Contest = {
  id: 'evening',
  title: '述职评议',
  electorates: [
    { id: 'judges', name: '评委', role: 'judge' },
    { id: 'village', name: '村书记', role: 'voter' },
  ],
  contestants: Array.from({ length: 12 }, (_, index) => ({ id: `c-${index + 1}`, name: `第${index + 1}村` })),
  rounds: [],
}
const choose = { kind: 'choose', max: 3 } as const
const round: Round = {
  id: 'final',
  title: '决赛',
  panels: [
    { electorate: 'judges', weight: 70, ballot: choose },
    { electorate: 'village', weight: 30, ballot: choose },
  ],
}
const standing = (contestant: string, rank: number, total: string, tied = false): Standing => ({
  contestant,
  rank,
  tied,
  total,
  panels: {
    judges: { points: '77.26', part: '54.08' },
    village: { points: '0.00', part: '0.00', noPoints: true },
  },
})
const resultOf = (standings: Standing[]): Result => ({
  contest: 'evening',
  round: 'final',
  attempt: 1,
  version: 1,
  sealedAt: '2026-11-27T12:00:00.000Z',
  ballots: { judges: { cast: 7, eligible: 7 } },
  contestants: standings.map(({ contestant }) => contestant),
  standings,
  book: { sha256: 'a', lines: 7 },
  log: { sha256: 'b', events: 3 },
  digest: 'c0ffee00c0ffee00',
})

describe('the headline', () => {
  test('names who is first, the total and what it is made of', () => {
    const { who, total, sum } = headlineOf(contest, round, resultOf([standing('c-1', 1, '54.08')]))
    expect({ who, total, sum }).toEqual({ who: '第一名：第1村', total: '54.08', sum: '评委 54.08＋村书记 —' })
  })
  test('names all who share first place, and adds nothing up for several', () => {
    const shared = [standing('c-1', 1, '54.08', true), standing('c-2', 1, '54.08', true)]
    const { who, sum } = headlineOf(contest, round, resultOf(shared))
    expect({ who, sum }).toEqual({ who: '2 个参评对象并列第一名：第1村、第2村', sum: null })
  })
  test('names nobody where nobody is ranked', () => {
    expect(headlineOf(contest, round, resultOf([])).who).toBe('没有有效评分，没有名次')
  })
  test('adds nothing up where one panel makes the total, or one has no weight', () => {
    const [judges, village] = round.panels
    if (judges === undefined || village === undefined) throw new Error('two panels')
    const result = resultOf([standing('c-1', 1, '54.08')])
    expect(headlineOf(contest, { ...round, panels: [judges] }, result).sum).toBeNull()
    expect(
      headlineOf(contest, { ...round, panels: [judges, { ...village, weight: 0 }] }, result).sum,
    ).toBeNull()
  })
})

test('a poster shows ten rows, says how many are left, and marks everybody on first place', () => {
  const standings = contest.contestants.map(({ id }, index) =>
    standing(id, Math.max(1, index), '50.00', index < 2),
  )
  const poster = posterOf(
    contest,
    round,
    resultOf(standings),
    [{ id: 'n', name: '北村' }],
    'https://vote.example.cn/result',
  )
  expect(poster.rows).toHaveLength(10)
  expect(poster.left).toBe('退出：北村')
  expect(poster.more).toBe('另有 2 个参评对象，见完整结果')
  expect(poster.rows.filter(({ isFirst }) => isFirst).map(({ name }) => name)).toEqual(['第1村', '第2村'])
  expect(poster.proof).toContain('校验码 c0ff ee00')
})
