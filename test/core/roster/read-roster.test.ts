import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RosterRow } from '#contract/people.ts'
import { type Choices, readRoster } from '#core/roster/read-roster.ts'
import type { KnownPerson } from '#core/roster/judge.ts'
import { meaningOf } from '#core/roster/titles.ts'
import { readPasted, readTable } from '#core/table/read-table.ts'
import { contestWith } from '#test/support/contest.ts'
import { bookOf, rowsOf, type SheetXml } from '#test/support/sheets.ts'
import { words as en } from '#words/en/console/roster.ts'
import { words as zh } from '#words/zh/console/roster.ts'
import { csvOfTexts } from '../../../web/state/csv.ts'

const village = { id: 'village', name: '村民代表', role: 'voter' as const }
const jury = { id: 'jury', name: '评委', role: 'judge' as const }
const contest = contestWith({
  electorates: [village, jury, { id: 'crowd', name: '网友', role: 'voter', admission: 'open' }],
})
const onlyVillage = contestWith({ electorates: [village] })

type Asked = { known?: KnownPerson[]; choices?: Choices; of?: typeof contest }
const read = (text: string, { known = [], choices = {}, of = contest }: Asked = {}) => {
  const [sheet] = readPasted(text).sheets
  if (sheet === undefined) throw new Error('no sheet')
  return readRoster(sheet, of, known, choices)
}
const readBook = (sheet: Partial<SheetXml> & { rows: string }, choices: Choices = {}) => {
  const [found] = readTable(bookOf([{ name: '名册', ...sheet }])).sheets
  if (found === undefined) throw new Error('no sheet')
  return readRoster(found, contest, [], choices)
}
const faultsOf = ({ faults }: ReturnType<typeof read>) =>
  faults.map(({ line, field, code }) => [line, field, code])
const ids = ({ rows }: ReturnType<typeof read>) => rows.map(({ id }) => id)
const titlesOf = ({ unused }: ReturnType<typeof read>) => unused.map(({ title }) => title)

const people: RosterRow[] = [
  { id: 'v1', electorate: 'village', name: '王明', unit: '东村' },
  { id: 'j1', electorate: 'jury', name: '李红' },
]

describe('the titles of a roster', () => {
  it.each([
    ['编号,投票组,姓名,单位'],
    ['ID,Electorate,Name,Unit'],
    ['编 号,投票组 ,姓  名,单　位'],
    ['编号 No.,类别 Category,姓名 Name,单位(Unit)'],
    ['学号（Student No.）,身份,姓名 Passport Name,单位【Unit】'],
    ['工号*,组别,代表姓名,所属村'],
    ['代表证号：,评议主体,评委姓名,村（社区）'],
    ['手机号码(必填),人员类别,户主,所在单位'],
    ['公民身份号码,票种,受邀嘉宾姓名,推荐单位'],
    ['会员编号,角色,名字,部门'],
  ])('are known as %s', (head) => {
    const table = read(`${head}\nv1,村民代表,王明,东村\nj1,评委,李红,`)
    expect([table.rows.map(({ line: _, ...row }) => row), table.faults, table.unused]).toEqual([
      people,
      [],
      [],
    ])
  })

  it.each(Object.entries({ zh, en }))('are those of the sample in %s', (_, words) => {
    for (const field of ['id', 'electorate', 'name', 'unit'] as const)
      expect(meaningOf(words[field])?.field).toBe(field)
  })

  it('are looked for in the first rows, below a title and a remark', () => {
    const table = read(
      '东村述职评议名册\n2024年1月，共 2 人\n序号,姓名,单位,类别\n1,王明,东村,村民代表\n2,李红,,评委',
    )
    expect([table.head?.line, table.above.map(({ line }) => line), faultsOf(table)]).toEqual([3, [1, 2], []])
    expect(table.rows.map(({ line }) => line)).toEqual([4, 5])
  })

  it('may begin with a remark', () => {
    const table = read('人数2,编号,姓名,投票组\n,v1,王明,评委\n,v2,李红,评委')
    expect([ids(table), titlesOf(table)]).toEqual([['v1', 'v2'], ['人数2']])
  })

  it('may come again, as on each page of a printout', () => {
    const table = read('编号,姓名,投票组\nv1,王明,评委\n编号,姓名,投票组\nv2,李红,评委')
    expect([ids(table), table.headsAgain]).toEqual([['v1', 'v2'], [3]])
  })

  it.each([
    ['编号', '序号,编号,投票组,姓名,备注', ['序号', '备注'], 'own'],
    ['学号', '序号,学号,投票组,姓名,备注', ['序号', '备注'], 'own'],
    ['工号 before a telephone number', '手机号,工号,投票组,姓名,备注', ['手机号', '备注'], 'own'],
    ['身份证号', '序号,身份证号,投票组,姓名,备注', ['序号', '备注'], 'private'],
    ['手机号', '序号,手机号,投票组,姓名,备注', ['序号', '备注'], 'private'],
  ])('prefer %s to a running number, and name what is not used', (_, head, unused, kind) => {
    const table = read(`${head}\n1,DC-017,评委,王明,x\n2,DC-018,评委,李红,y`)
    expect([ids(table), table.ids, titlesOf(table)]).toEqual([['DC-017', 'DC-018'], kind, unused])
  })

  it('give the running number as an id where there is no better one, which is said', () => {
    const table = read('序号,姓名,投票组\n1,王明,评委')
    expect([ids(table), table.ids]).toEqual([['1'], 'running'])
  })

  it('that may mean an electorate mean one only where a cell does', () => {
    const groups = read('编号,姓名,组别,类别\nv1,王明,第一组,评委\nv2,李红,第二组,村民代表')
    expect([groups.rows.map((row) => row.electorate), titlesOf(groups)]).toEqual([
      ['jury', 'village'],
      ['组别'],
    ])
    const party = read('编号,姓名,类别\nv1,王明,党员', { of: onlyVillage })
    expect([party.electorate, titlesOf(party), party.faults]).toEqual(['village', ['类别'], []])
  })
})

describe('without a column of', () => {
  it('ids they are made from the electorate and a number, and nobody else’s', () => {
    const known = [
      { id: 'village-1', electorate: 'village', name: '张三' },
      { id: 'village-2', electorate: 'village', name: '王明', unit: '东村' },
    ]
    const table = read('姓名,单位,类别\n王明,东村,村民代表\n王明,西村,村民代表\n李红,,评委', { known })
    expect([table.ids, ids(table), faultsOf(table)]).toEqual([
      'made',
      ['village-2', 'village-3', 'jury-1'],
      [],
    ])
    expect([table.unchanged.length, table.added.length]).toEqual([1, 2])
  })

  it('ids the same list once more is the same people', () => {
    const text = '姓名,单位\n王明,东村\n王明,西村\n李红,'
    const first = read(text, { of: onlyVillage })
    const again = read(text, { of: onlyVillage, known: first.added })
    expect([again.added, again.changed, again.unchanged]).toEqual([[], [], first.added])
  })

  it('ids two rows of one name and unit are refused', () => {
    expect(faultsOf(read('姓名,单位\n王明,东村\n王 明,东村\n,东村', { of: onlyVillage }))).toEqual([
      [3, 'name', 'same-person'],
      [4, undefined, 'not-a-person'],
    ])
  })

  it('electorates everybody is in the only one, in the one the sheet is named after, or in the one that is chosen', () => {
    const rows = rowsOf([
      ['编号', '姓名'],
      ['v1', '王明'],
    ])
    expect(read('编号,姓名\nv1,王明', { of: onlyVillage }).electorate).toBe('village')
    expect(readBook({ name: '评委', rows }).electorate).toBe('jury')
    expect(readBook({ rows }).faults).toMatchObject([{ line: 1, code: 'electorate-without-column' }])
    expect(readBook({ rows }, { electorate: 'jury' }).rows).toMatchObject([{ electorate: 'jury' }])
  })

  it.each([
    ['ids and names', '单位,投票组\n东村,评委', [[1, undefined, 'person-without-column']]],
    ['people', '编号,投票组', [[1, undefined, 'nobody-in-table']]],
    ['titles', 'v1,王明,东村\nv2,李红,西村', [[1, undefined, 'no-head']]],
  ])('%s it is refused', (_, text, expected) => {
    expect(faultsOf(read(text))).toEqual(expected)
  })

  it('titles the columns may be said', () => {
    const choices = { head: null, columns: { id: 0, electorate: null, name: 1, unit: 2 }, electorate: 'jury' }
    expect(read('v1,王明,东村\nv2,李红,西村', { choices }).added).toMatchObject([
      { id: 'v1', name: '王明', unit: '东村' },
      { id: 'v2' },
    ])
  })
})

describe('a cell', () => {
  const withCell = (field: 'id' | 'name' | 'unit' | 'electorate', cell: string) => {
    const row = { id: 'v1', electorate: '评委', name: '王明', unit: '东村', [field]: cell }
    return read(
      csvOfTexts([
        ['编号', '投票组', '姓名', '单位'],
        [row.id, row.electorate, row.name, row.unit],
      ]),
    )
  }

  it.each([
    ['id', '１００１', '1001'],
    ['id', ' Ｄｃ－０１ ', 'Dc-01'],
    ['id', "'0017", '0017'],
    ['name', ' 王明　', '王明'],
    ['name', '王　明', '王明'],
    ['name', '欧 阳 修', '欧阳修'],
    ['name', 'Ann   Lee', 'Ann Lee'],
    ['name', '阿卜杜·热合曼 买买提', '阿卜杜·热合曼 买买提'],
    ['unit', ' 东  村 ', '东 村'],
    ['electorate', 'jury', 'jury'],
    ['electorate', ' 评 委 ', 'jury'],
    ['electorate', 'Jury', 'jury'],
  ] as const)('of %s that holds %j means %j', (field, cell, meant) => {
    const table = withCell(field, cell)
    expect([table.rows[0]?.[field], table.faults]).toEqual([meant, []])
  })

  it.each([
    ['id', 'v 99', 'id-form'],
    ['id', '1.10101E+17', 'number-cut'],
    ['id', '#N/A', 'cell-error'],
    ['name', '#N/A', 'cell-error'],
    ['name', '阿卜杜\ufffd', 'damaged-text'],
    ['name', '王\n明', 'line-break'],
    ['unit', '#REF!', 'cell-error'],
    ['electorate', '评委组', 'electorate-like'],
    ['electorate', '村民代', 'electorate-like'],
    ['electorate', '村名代表', 'electorate-like'],
    ['electorate', '来宾', 'no-such-electorate'],
    ['electorate', '网友', 'electorate-without-roster'],
    ['electorate', '', 'cell-empty'],
  ] as const)('of %s that holds %j is refused as %s', (field, cell, code) => {
    expect(faultsOf(withCell(field, cell))).toEqual([[2, field, code]])
  })

  it('of an id may say to a spreadsheet that it is text', () => {
    const text = '编号,投票组,姓名\n="0017",评委,王明\n"=""0018""",评委,李红'
    expect(ids(read(text))).toEqual(['0017', '0018'])
  })

  it('of a column that is not used may hold anything', () => {
    expect(faultsOf(read('编号,投票组,备注\nv1,评委,"#N/A\n两行"'))).toEqual([])
  })

  it('names an electorate by what somebody says that it means', () => {
    const table = read('编号,投票组,姓名\nv1,评委组,王明\nv2,来宾,李红', {
      choices: { called: { 评委组: 'jury' } },
    })
    expect([faultsOf(table), table.strangers]).toEqual([[[3, 'electorate', 'no-such-electorate']], ['来宾']])
  })

  it('keeps the width of an id that somebody has', () => {
    const known = [{ id: '１００１', electorate: 'jury', name: '王明' }]
    expect(read('编号,投票组,姓名\n１００１,评委,王明', { known }).unchanged).toHaveLength(1)
  })
})

describe('a row', () => {
  it.each([
    ['that is a sum', '合计：2 人,,', 'not-a-person'],
    ['that is a sum in several cells', '合计,2 人,评委', 'not-a-person'],
    ['that is a remark', '备注：以上人员,,', 'not-a-person'],
    ['with one cell', ',,评委', 'not-a-person'],
    ['with a cell too many', 'v9,Li, Wei,评委', 'row-too-long'],
  ])('%s is refused with its line', (_, row, code) => {
    expect(faultsOf(read(`编号,姓名,投票组\nv1,王明,评委\n${row}`))).toEqual([[3, undefined, code]])
  })

  it('that stands there twice is refused with the line of the first', () => {
    expect(read('编号,姓名,投票组\nv1,王明,评委\n\nv1,王明,评委').faults).toMatchObject([
      { line: 4, code: 'row-repeated', params: { row: 2 } },
    ])
  })

  it('may be nothing but an id where all are', () => {
    expect(read('编号,姓名\nv1,\nv2,', { of: onlyVillage }).added).toHaveLength(2)
  })

  it('that is hidden is left out and named, unless it is wanted', () => {
    const rows = rowsOf(
      [
        ['编号', '投票组'],
        ['v1', '评委'],
        ['v2', '评委'],
      ],
      { 3: 'hidden="1"' },
    )
    const without = readBook({ rows })
    expect([ids(without), without.leftOut]).toEqual([['v1'], [3]])
    const withHidden = readBook({ rows }, { withHidden: true })
    expect([ids(withHidden), withHidden.leftOut]).toEqual([['v1', 'v2'], []])
  })
})

it('a hidden column is not used, and named', () => {
  const rows = rowsOf([
    ['身份证号', '编号', '投票组'],
    ['11', 'v1', '评委'],
  ])
  const table = readBook({ rows, columns: '<col min="1" max="1" hidden="1"/>' })
  expect([ids(table), table.unused]).toEqual([['v1'], [{ column: 0, title: '身份证号', hidden: true }]])
})

it('an error in a column that is used is refused, be it merged over several rows', () => {
  const rows =
    rowsOf([['编号', '投票组', '单位']]) +
    '<row r="2"><c t="inlineStr"><is><t>v1</t></is></c><c t="inlineStr"><is><t>评委</t></is></c><c t="e"><v>#N/A</v></c></row>' +
    '<row r="3"><c t="inlineStr"><is><t>v2</t></is></c><c t="inlineStr"><is><t>评委</t></is></c></row>'
  expect(faultsOf(readBook({ rows, merged: ['C2:C3'] }))).toEqual([
    [2, 'unit', 'cell-error'],
    [3, 'unit', 'cell-error'],
  ])
})

it('people on the roster stay, are new or change, and a column that is not there takes nothing away', () => {
  const known = [{ id: '1', electorate: 'jury', name: '王明', unit: '东村' }]
  expect(read('编号,投票组,姓名\n1,评委,王明', { known })).toMatchObject({ unchanged: known, changed: [] })
  const other = read('序号,投票组,姓名,单位\n1,评委,赵四,西村', { known })
  expect(other.changed).toEqual([
    { before: known[0], after: { id: '1', electorate: 'jury', name: '赵四', unit: '西村' } },
  ])
})

it('a list that was written here comes back the same, as text and as a workbook', () => {
  const name = fc.string({ unit: fc.constantFrom(...'王李赵明红AB·，,"'), minLength: 2, maxLength: 5 })
  const list = fc.uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-z][0-9]{1,4}$/),
      seat: fc.constantFrom(village, jury),
      name,
      unit: name,
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 20 },
  )
  fc.assert(
    fc.property(list, (rows) => {
      const table = rows.map(({ id, seat, name, unit }) => [id, seat.name, name, unit])
      const wanted = rows.map(({ id, seat, name, unit }) => ({ id, electorate: seat.id, name, unit }))
      const asText = read(csvOfTexts([[zh.id, zh.electorate, zh.name, zh.unit], ...table]))
      const escaped = table.map((row) => row.map((cell) => cell.replaceAll('"', '&quot;')))
      const asBook = readBook({ rows: rowsOf([[en.id, en.electorate, en.name, en.unit], ...escaped]) })
      for (const { added, faults } of [asText, asBook]) {
        expect(faults).toEqual([])
        expect(added.map((row) => ({ ...row }))).toEqual(wanted)
      }
    }),
  )
})

describe('a roster with more than people in it', () => {
  const one = (text: string) => read(text, { of: onlyVillage })
  const people = '序号,姓名,单位\n1,张三,东村\n2,李四,西村\n'

  it.each([
    ['a sum', ',合计,2 人'],
    ['a sum with blanks', '3,合 计,2'],
    ['who filled it in', '填表人：王明,审核：李红,2026年11月27日'],
    ['somebody to call', ',联系人：王明,电话：13800000000'],
    ['a place for a signature', ',负责人签字：,日期：'],
    ['a place for a seal', '单位（盖章）,,2026年11月27日'],
    ['a date', ',日期：,2026.11.27'],
    ['a note', '注：以上人员均已通知,,'],
    ['the number of a page', '第 1 页 共 2 页,,'],
    ['a seat without anybody', '3,待定,南村'],
    ['a dash', '3,——,南村'],
  ])('says that %s is nobody', (_, row) => {
    expect(faultsOf(one(people + row))).toEqual([[4, undefined, 'not-a-person']])
    const withoutIds = people.replaceAll(/^[^,]*,/gm, '')
    expect(faultsOf(one(withoutIds + row.replace(/^\d*,/, ''))).map(([line]) => line)).toEqual([4])
  })

  it('takes a unit with a colon, and a surname like a word, for what they are', () => {
    expect(one('单位,姓名\n城关镇：东村,吴明\n河口镇：西村,梅艳').faults).toEqual([])
  })

  it('takes titles in two rows together, and those of a second language for no person', () => {
    expect(ids(read('编号,姓名,所属,\n,,类别,单位\nv1,张三,村民代表,东村'))).toEqual(['v1'])
    const both = one('编号,姓名,单位\nID,Name,Unit\nv1,张三,东村')
    expect([ids(both), both.headsAgain]).toEqual([['v1'], [2]])
  })

  it('refuses two lists beside each other, until somebody says which columns count', () => {
    const beside = '编号,姓名,编号,姓名\nv1,张三,v2,李四'
    expect(faultsOf(one(beside))).toEqual([[1, undefined, 'lists-beside']])
    const chosen = read(beside, { of: onlyVillage, choices: { columns: { id: 2, name: 3 } } })
    expect([ids(chosen), chosen.faults]).toEqual([['v2'], []])
  })

  it('says that blanks alone cannot part what they part unevenly', () => {
    expect(faultsOf(one('编号 姓名\n1 王 明\n2 李红'))).toEqual([[1, undefined, 'cells-by-spaces']])
  })

  it('names rows without a name', () => {
    expect(one('编号,姓名\nv1,张三\nv2,').nameless).toEqual([3])
    expect(one('编号,单位\nv1,东村').nameless).toEqual([])
  })

  it('leaves out quotes around a whole cell, and no others', () => {
    const table = one('编号,姓名,单位\n“v1”,“张三”,“幸福”社区')
    expect(table.rows).toEqual([
      { line: 2, id: 'v1', electorate: 'village', name: '张三', unit: '“幸福”社区' },
    ])
  })

  it('reads Big5, with titles in traditional letters, and leaves rare characters of GB 18030 as they are', () => {
    const rowsOf = (hex: string) => {
      const [sheet] = readTable(Buffer.from(hex, 'hex')).sheets
      return sheet === undefined ? [] : readRoster(sheet, contest, [], { electorate: 'village' }).rows
    }
    expect(
      rowsOf(
        'bd73b8b92ca96da6572cb3e6a6ec2cc3fea74f0d0a76312cb169a4542caa46a7f82ca7f8a5c1a54eaaed0d0a76322cb3afb0eab5d82ca6e8a7f8a8bd2cb5fba9650d0a',
      ),
    ).toEqual([
      { line: 2, id: 'v1', electorate: 'village', name: '張三', unit: '東村' },
      { line: 3, id: 'v2', electorate: 'jury', name: '陳國華', unit: '西村里' },
    ])
    expect(
      rowsOf('69642c6e616d652c756e69740a76312cb169a4542caa46a7f80a76322ca7f5a470c0732ca6e8a7f8').map(
        ({ name }) => name,
      ),
    ).toEqual(['張三', '李小龍'])
    expect(
      rowsOf('be8ecc962cd0d5c3fb2c86cecebb2cee9084650a76312cc0ee86b4e9462c967cb4e52cb4e5c3f1b4fab1ed'),
    ).toEqual([{ line: 2, id: 'v1', electorate: 'village', name: '李喆镕', unit: '東村' }])
  })

  it('takes no truth value for a name', () => {
    const rows = `${rowsOf([['编号', '类别', '姓名']])}<row r="2"><c t="inlineStr"><is><t>v1</t></is></c><c t="inlineStr"><is><t>评委</t></is></c><c t="b"><v>1</v></c></row>`
    expect(faultsOf(readBook({ rows }))).toEqual([[2, 'name', 'cell-truth']])
  })
})
