import { beforeAll, describe, expect, it } from 'vitest'
import { contestWith } from '#test/support/contest.ts'
import { language } from '../../../../web/i18n/language.svelte.ts'
import { rosterOf } from '../../../../web/pages/console/setup/roster-table.ts'
import { parseTable } from '../../../../web/pages/console/setup/table-text.ts'

const contest = contestWith({
  electorates: [
    { id: 'village', name: '村民代表', role: 'voter' },
    { id: 'jury', name: '评委', role: 'judge' },
    { id: 'crowd', name: '网友', role: 'voter', admission: 'open' },
  ],
})
beforeAll(() => language.set('zh-CN'))

type Known = Parameters<typeof rosterOf>[2]
const read = (text: string, known: Known = []) => rosterOf(parseTable(text), contest, known)
const faultsOf = (text: string, known?: Known) =>
  read(text, known).faults.map(({ line, message }) => `${line} ${message}`)

describe('a roster in order', () => {
  it('names electorates by id or by name, and its columns in Chinese or English, in any order', () => {
    const rows = [
      { id: 'v1', electorate: 'village', name: '王明', unit: '东村' },
      { id: 'j1', electorate: 'jury', name: '李红' },
    ]
    expect(read('姓名,单位,编号,投票组\n王明,东村,v1,村民代表\n李红,,j1,jury')).toEqual({ rows, faults: [] })
    expect(read('编号,评议主体\nj1,评委').rows).toEqual([{ id: 'j1', electorate: 'jury' }])
    expect(read('ID\tName\tUnit\tGroup\nv1\t王明\t东村\tvillage\nj1\t李红\t\t评委')).toEqual({
      rows,
      faults: [],
    })
  })

  it('may name again who is there already', () => {
    expect(faultsOf('编号,投票组\nv1,village', [{ id: 'v1', electorate: 'village' }])).toEqual([])
  })
})

describe('a roster with faults', () => {
  it('has no id that looks like another, in it or on the roster already', () => {
    const like = (id: string, other: string) => `编号「${id}」和「${other}」看起来一样，却不是同一个`
    expect(faultsOf('编号,投票组\na1,village\nа1,village')).toEqual([`3 ${like('а1', 'a1')}`])
    expect(faultsOf('编号,投票组\nа1,village', [{ id: 'a1', electorate: 'village' }])).toEqual([
      `2 ${like('а1', 'a1')}`,
    ])
  })

  it('hears of every one, with its row', () => {
    const text = [
      '编号,投票组,姓名',
      ',village,无编号',
      'a/b,village,坏编号',
      'v1,village,王明',
      'v1,village,又是他',
      'v2,,没有组',
      'v3,nobody,没有这个组',
      'v4,网友,开放的组',
      'v5,jury,换了组',
      `v6,village,${'长'.repeat(201)}`,
    ].join('\n')
    expect(faultsOf(text, [{ id: 'v5', electorate: 'village' }])).toEqual([
      '2 没有编号',
      '3 编号「a/b」不合要求：只能用文字、数字和 - _ .，以文字或数字开头，最多 64 个字',
      '5 编号「v1」与第 4 行重复',
      '6 没有写评议主体',
      '7 没有评议主体「nobody」；可以写：村民代表、评委、网友',
      '8 「网友」由社会公众投票，不需要名册',
      '9 编号「v5」已在名册的另一个评议主体里，不能更改',
      '10 姓名或单位超过 200 个字',
    ])
  })

  it.each([
    ['nothing at all', ''],
    ['titles only', '编号,投票组'],
  ])('hears that there is %s', (_, text) => {
    expect(faultsOf(text)).toEqual(['1 表里没有内容：第一行写列名，下面每行一人。'])
  })

  it('hears which columns are missing', () => {
    expect(faultsOf('姓名,单位\n王明,东村')).toEqual(['1 第一行缺少列名：编号、评议主体'])
  })
})
