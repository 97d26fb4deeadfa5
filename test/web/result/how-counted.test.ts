import { beforeEach, describe, expect, it } from 'vitest'
import type { Panel, Round } from '#contract/contest.ts'
import { contestWith } from '#test/support/contest.ts'
import { language } from '../../../web/i18n/language.svelte.ts'
import { howCounted } from '../../../web/pages/result/how-counted.ts'

beforeEach(() => language.set('zh-CN'))

const rulesOf = (round: Partial<Round>) => {
  const contest = contestWith({ decimals: 3 }, round)
  const [only] = contest.rounds
  if (only === undefined) throw new Error('the contest has a round')
  return howCounted(contest, only)
}
const ballotRules = (ballot: Panel['ballot']) =>
  rulesOf({ panels: [{ electorate: 'village', ballot }] }).panels[0]?.rules

describe('a ballot in plain words', () => {
  it('says how many are chosen and what the share is taken of', () => {
    expect(ballotRules({ kind: 'choose', min: 0, max: 3 })).toEqual([
      '每人选 1–3 个',
      '可以弃权',
      '得分 = 100 × 得票 ÷ 投票人数（含弃权）',
    ])
    expect(ballotRules({ kind: 'choose', max: 1, base: 'eligible' })).toEqual([
      '每人选 1 个',
      '得分 = 100 × 得票 ÷ 应投人数',
    ])
  })

  it('says which grades count and which do not', () => {
    const grades = [
      { id: 'good', name: '满意', value: 100 },
      { id: 'fair', name: '基本满意', value: 60 },
      { id: 'none', name: '不了解', value: null },
    ]
    expect(ballotRules({ kind: 'grade', grades })).toEqual([
      '每人给每个参评对象评一个等次（满意 100 分、基本满意 60 分、不了解不计分）',
      '得分 = 等次分的平均数',
    ])
    expect(ballotRules({ kind: 'grade', grades, measure: { share: ['good', 'fair'] } })).toContain(
      '得分 = 100 × 评为“满意”或“基本满意”的份数 ÷ 全部评价份数',
    )
  })

  it('says what is left out before the mean', () => {
    const criteria = [{ id: 'industry', name: '产业', max: 30, factor: 2 }]
    expect(ballotRules({ kind: 'score', criteria, drop: { high: 1, low: 1 } })).toEqual([
      '评委按评分标准打分（产业 0–30 × 2）',
      '各评委的合计分取平均数',
      '平均前去掉 1 个最高分和 1 个最低分（不足 3 份评分时不去）',
      '没有打分的评委不计入，不按 0 分',
    ])
  })

  it('says what the places are worth', () => {
    expect(ballotRules({ kind: 'rank', points: [12, 10], measure: 'percent' })).toEqual([
      '每人排出名次，依次给 12、10 分',
      '得分 = 100 × 各票给分之和 ÷ 可能的最高分',
    ])
  })
})

describe('a conversion in plain words', () => {
  const grades = [
    { id: 'good', name: '优秀', value: null },
    { id: 'fair', name: '称职', value: null },
    { id: 'poor', name: '不称职', value: null },
  ]
  const bands = [
    { from: 0, points: 160 },
    { from: 90, points: 200 },
    { from: 60, points: 170.5 },
  ]
  const said = (convert: NonNullable<Panel['convert']>) =>
    rulesOf({
      panels: [
        {
          electorate: 'village',
          ballot: { kind: 'grade', grades, measure: { share: ['good', 'fair'] } },
          convert,
        },
      ],
    }).panels[0]?.rules.slice(2)

  it('says where the bands are, and what goes before them', () => {
    expect(said({ by: 'band', bands })).toEqual([
      '得分再按所在的档折算：90 及以上计 200 分、60 以上不足 90 计 170.5 分、不足 60 计 160 分',
    ])
    const unless = { share: ['poor'], atLeast: 33.33, points: 130 }
    expect(said({ by: 'band', bands, of: { share: ['good'] }, unless })).toEqual([
      '再按“优秀”的占比（100 × 份数 ÷ 全部评价份数）所在的档折算：90 及以上计 200 分、60 以上不足 90 计 170.5 分、不足 60 计 160 分',
      '“不称职”的占比达到 33.33 的，不论在哪一档，都计 130 分',
    ])
  })

  it('says what the places are worth', () => {
    expect(said({ by: 'place', points: [10, 8.5] })?.[0]).toContain('依次计 10、8.5 分，其余 0 分')
    expect(said({ by: 'place', full: 5, less: 'even' })?.[0]).toContain('5 × (N − 名次 + 1) ÷ N')
    expect(said({ by: 'place', full: 100, less: 2 })?.[0]).toContain('第 1 名计 100 分，每低一名少 2%')
  })
})

describe('a round in plain words', () => {
  const choose: Panel['ballot'] = { kind: 'choose', max: 1 }

  it('says how much each panel counts where there are several', () => {
    const panels = [
      { electorate: 'village', weight: 60, ballot: choose },
      { electorate: 'town', weight: 40, ballot: choose },
    ]
    const { panels: said, whole } = rulesOf({ panels })
    expect(said.map(({ rules }) => rules[rules.length - 1])).toEqual(['按 60% 计入总分', '按 40% 计入总分'])
    expect(whole[0]).toBe('总分 = 各评议主体计入分之和')
  })

  it('says to which place figures are rounded', () => {
    expect(rulesOf({}).whole[0]).toContain('3 位小数')
  })

  it('says what happens to equal totals', () => {
    expect(rulesOf({}).whole).toContain('总分相同的名次并列，下一名次顺延')
    expect(rulesOf({ ties: [{ by: 'panel', panel: 'village' }, { by: 'exact' }] }).whole).toContain(
      '总分相同时依次比较：村得分、不作四舍五入的总分；仍然相同的并列，下一名次顺延',
    )
    expect(rulesOf({ ties: [{ by: 'order' }] }).whole).toContain('总分相同时依次比较：出场顺序在前的优先')
  })

  it('says where the cut is and whether names are in the book', () => {
    const { whole } = rulesOf({ cut: { top: 2, ties: 'decide' }, secret: true })
    expect(whole).toContain('前 2 名；并列压线的标为“待定”，另行决定')
    expect(whole).toContain('无记名投票：选票明细中没有姓名')
  })
})
