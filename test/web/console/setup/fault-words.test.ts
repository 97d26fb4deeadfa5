import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseContest } from '#core/document.ts'
import { contestWith, roundWith } from '#test/support/contest.ts'
import { language } from '../../../../web/i18n/language.svelte.ts'
import { sayFault } from '../../../../web/pages/console/setup/fault-words.ts'

const faultsIn = (document: unknown) => {
  const parsed = parseContest(document)
  return 'faults' in parsed ? parsed.faults : []
}
const broken = {
  ...contestWith({ id: 'Harvest!' }),
  title: '',
  colour: 'red',
  decimals: 9,
  electorates: [{ id: 'village', name: '村', role: 'king' }],
  contestants: [{ id: 'east', name: '东村' }, { id: 'east' }, { id: 'west', name: 7, group: 'north' }],
  stream: { kind: 'hls' },
  rounds: [
    roundWith({
      panels: [
        { electorate: 'nobody', ballot: { kind: 'choose', min: 9, max: 1 }, quorum: { atLeast: '0%' } },
        { electorate: 'village', ballot: { kind: 'grade', grades: [{ id: 'a', name: '甲', value: null }] } },
        { electorate: 'village', ballot: { kind: 'rank', points: [0], measure: 'percent' } },
      ],
      ties: [{ by: 'panel', panel: 'jury' }],
    }),
    roundWith({ id: 'second', contestants: [] }),
    roundWith({ id: 'third', contestants: ['east', 'east', 'south'], panels: [] }),
  ],
}

beforeEach(() => language.set('zh-CN'))
afterEach(() => language.set('zh-CN'))

describe('in Chinese', () => {
  it('says where something is wrong', () => {
    const path = '$.rounds[2].panels[0].ballot.criteria[1].max'
    expect(sayFault({ path, code: 'below-min', params: { min: 5 } })).toEqual({
      where: '第 3 轮 · 第 1 个评议主体 · 选票 · 第 2 项评分标准 · 上限',
      what: '小于下限 5',
    })
  })

  it('says what is wrong, for everything a document is usually refused for', () => {
    const faults = faultsIn(broken)
    expect(faults.length).toBeGreaterThan(15)
    const unsaid = faults.filter((fault) => !/\p{Script=Han}/u.test(sayFault(fault).what))
    expect(unsaid).toEqual([])
  })
})

it('says both in English, too', () => {
  language.set('en')
  const path = '$.rounds[2].panels[0].ballot.criteria[1].max'
  expect(sayFault({ path, code: 'below-min', params: { min: 5 } }).where).toBe(
    'round 3 · panel 1 · ballot · criterion 2 · maximum',
  )
  const [fault] = faultsIn({ ...contestWith(), colour: 'red' })
  expect(fault && sayFault(fault)).toEqual({ where: 'colour', what: 'Unknown field' })
})
