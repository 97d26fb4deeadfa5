import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readContestants } from '../../../../../../web/pages/console/setup/form/reading/contestants.ts'
import { rowsOf, writeRows } from '../../../../../../web/pages/console/setup/form/reading/rows.ts'

const understood = (text: string) => {
  const { columns, contestants } = readContestants(text, null)
  return { columns: columns.map(({ role }) => role).join(' '), contestants }
}

describe('a list of contestants', () => {
  it.each<[string, string, object[]]>([
    ['东村\n西村', 'name', [{ name: '东村' }, { name: '西村' }]],
    [
      '东村，城关镇，第一片区\n西村,河口镇,第二片区\n\n南村',
      'name unit group',
      [
        { name: '东村', unit: '城关镇', group: '第一片区' },
        { name: '西村', unit: '河口镇', group: '第二片区' },
        { name: '南村' },
      ],
    ],
    [
      '1\t东村\t城关镇\n2\t西村\t河口镇',
      'number name unit',
      [
        { name: '东村', unit: '城关镇' },
        { name: '西村', unit: '河口镇' },
      ],
    ],
    ['1. 东村\n2. 西村', 'name', [{ name: '东村' }, { name: '西村' }]],
    ['１、东村\n２、西村', 'name', [{ name: '东村' }, { name: '西村' }]],
    [
      '序号\t村\t汇报人\t乡镇\t备注\n1\t东村\t张三\t城关镇\t\n2\t西村\t李四\t河口镇\t请假',
      'number name presenter unit unused',
      [
        { name: '东村', unit: '城关镇', presenter: '张三' },
        { name: '西村', unit: '河口镇', presenter: '李四' },
      ],
    ],
    [
      '2026年擂台赛参评名单\n序号，村　名，书记，片 区\n1，东村，张三，东片',
      'number name presenter group',
      [{ name: '东村', presenter: '张三', group: '东片' }],
    ],
    ['姓名\t单位\n张三\t城关镇', 'name unit', [{ name: '张三', unit: '城关镇' }]],
    ['村（社区）,姓名\n东村,张三', 'name presenter', [{ name: '东村', presenter: '张三' }]],
    ['单位名称\n教育局', 'name', [{ name: '教育局' }]],
    ['Name, Unit\nOakford, North County', 'name unit', [{ name: 'Oakford', unit: 'North County' }]],
    [
      '5\t东村\n9\t西村',
      'name unit',
      [
        { name: '5', unit: '东村' },
        { name: '9', unit: '西村' },
      ],
    ],
  ])('is read from %j', (text, columns, contestants) =>
    expect(understood(text)).toEqual({ columns, contestants }),
  )

  it('is read as somebody says it is', () => {
    expect(readContestants('东村,张三\n西村,李四', ['name', 'presenter']).contestants).toEqual([
      { name: '东村', presenter: '张三' },
      { name: '西村', presenter: '李四' },
    ])
    // What was said about another list with other columns is not meant.
    expect(readContestants('东村', ['unused', 'name']).contestants).toEqual([{ name: '东村' }])
  })

  it('says which lines it could not use, and who stands there twice', () => {
    expect(
      readContestants('擂台赛名单\n村\t镇\n东村\t甲镇\n\t乙镇\n东村\t甲镇\n东村\t丙镇', null),
    ).toMatchObject({
      above: ['擂台赛名单'],
      nameless: [4],
      repeated: ['东村'],
      contestants: [{}, {}, {}],
    })
  })
})

describe('rows', () => {
  it('have the line in which they stand, and keep a quote that is never closed', () => {
    expect(rowsOf('a\t"b\nc"\n\n"d\te\n')).toEqual([
      { line: 1, cells: ['a', 'b\nc'] },
      { line: 4, cells: ['"d', 'e'] },
    ])
  })

  it('are read as they were written', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '村', '"', ',', '，', '\t', '\n', '1'),
      minLength: 1,
    })
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(rows, (written) => {
        const trimmed = written.map((cells) => cells.map((one) => `x${one}x`))
        expect(rowsOf(writeRows(trimmed)).map(({ cells }) => cells)).toEqual(trimmed)
      }),
    )
  })
})
