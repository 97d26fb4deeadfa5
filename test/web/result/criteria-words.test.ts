import { beforeEach, describe, expect, it } from 'vitest'
import type { BallotRuleOf } from '#contract/contest.ts'
import { language } from '../../../web/i18n/language.svelte.ts'
import { sayCriteria } from '../../../web/pages/result/criteria-words.ts'

beforeEach(() => language.set('zh-CN'))

const criteria = [
  { id: 'x', name: '工作实绩', max: 100, factor: 0.3 },
  { id: 'y', name: '现场述职', max: 100, factor: 0.7 },
]
const say = (
  rule: Partial<BallotRuleOf<'score'>>,
  figures: { points: string; criteria: Record<string, string> },
) =>
  sayCriteria(
    { electorate: 'judge', ballot: { kind: 'score', criteria, ...rule } },
    { part: '0', ...figures },
  )

describe('the figures of criteria', () => {
  const apart = { points: '86.17', criteria: { x: '26.50', y: '59.73' } }

  it('are for reference where each is trimmed on its own', () => {
    expect(say({ drop: { high: 1, low: 1 } }, apart)).toBe(
      '各项评分标准单独去掉最高分和最低分，仅供参考，相加不等于得分。',
    )
  })

  it('are the way to the points where these are their sum', () => {
    const adding = { points: '86.23', criteria: { x: '26.50', y: '59.73' } }
    expect(say({ per: 'criterion', drop: { high: 1, low: 1 } }, adding)).toBe('')
    expect(say({}, adding)).toBe('')
  })

  it('say so where rounding alone parts them from the points', () => {
    expect(say({}, { points: '86.24', criteria: { x: '26.50', y: '59.73' } })).toContain('四舍五入')
  })
})
