import { describe, expect, test } from 'vitest'
import type { Contestant } from '#contract/contest.ts'
import { found, initialsOf, sectionsOf } from '../../../web/state/find-contestants.ts'

describe('initials in pinyin', () => {
  test.each([
    ['里口村', 'lkc'],
    ['西古现村', 'xgxc'],
    ['张家庄村', 'zjzc'],
    ['王家山后村', 'wjshc'],
    ['五间屋村', 'wjwc'],
    ['鄂尔多斯', 'eeds'],
    ['A区 第3组', 'aqd3z'],
  ])('of %s are %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })
})

const contestants: Contestant[] = [
  { id: 'a', name: '里口村', unit: '方圆街道', group: 'east' },
  { id: 'b', name: '张家庄村', unit: '朱吴镇', group: 'east' },
  { id: 'c', name: '张家庄村', unit: '小纪镇', group: 'west' },
  { id: 'd', name: 'Ｗest', unit: '小纪镇', group: 'west' },
]
const numbers = new Map(contestants.map(({ id }, index) => [id, index + 1]))
const ids = (typed: string) => found(contestants, numbers, typed).map(({ id }) => id)

describe('a contestant is found', () => {
  test('by part of the name, of the unit, by initials and by number', () => {
    expect(ids('庄')).toEqual(['b', 'c'])
    expect(ids('小纪')).toEqual(['c', 'd'])
    expect(ids('zjz')).toEqual(['b', 'c'])
    expect(ids('FYJD')).toEqual(['a'])
    expect(ids('3')).toEqual(['c'])
  })
  test('however letters are typed, and nobody is left out where nothing is', () => {
    expect(ids('ｗ ES')).toEqual(['d'])
    expect(ids(' ')).toEqual(['a', 'b', 'c', 'd'])
    expect(ids('不在')).toEqual([])
  })
})

describe('a long list folds', () => {
  const groups = [
    { id: 'east', name: '东片' },
    { id: 'west', name: '西片' },
  ]
  test('by groups in the order of the contestants', () => {
    const sections = sectionsOf(contestants, groups)
    expect(sections?.map(({ name, contestants: some }) => [name, some.length])).toEqual([
      ['东片', 2],
      ['西片', 2],
    ])
  })
  test('by units where there are no groups, and not at all where that would part everybody', () => {
    const [first, ...rest] = contestants
    if (first === undefined) throw new Error('four contestants')
    expect(sectionsOf(rest)?.map(({ name }) => name)).toBeUndefined()
    const twice = [...contestants, ...contestants.map((one) => ({ ...one, id: `${one.id}2` }))]
    expect(sectionsOf(twice)?.map(({ name }) => name)).toEqual(['方圆街道', '朱吴镇', '小纪镇'])
    expect(sectionsOf([{ ...first, unit: undefined }, ...rest] as Contestant[])).toBeNull()
  })
})
