import { describe, expect, it } from 'vitest'
import { limits } from '#core/table/limits.ts'
import { shownNumber } from '#core/table/number-format.ts'
import { readTable } from '#core/table/read-table.ts'
import { bookOf, rowsOf } from '#test/support/sheets.ts'

const read = (bytes: Uint8Array) => readTable(bytes)
const cellsIn = (bytes: Uint8Array) => read(bytes).sheets[0]?.rows.map(({ cells }) => cells)
const sheet = { name: '名册', rows: rowsOf([['编号'], ['v1']]) }

describe('a workbook as its spreadsheet shows it', () => {
  it('has the sheets that are shown and have something in them, and the names of the others', () => {
    const book = bookOf([
      { ...sheet, name: '旧名册', state: 'hidden' },
      { ...sheet, name: '更旧', state: 'veryHidden' },
      { name: '空', rows: '' },
      { ...sheet, name: '评委' },
      { ...sheet, name: '村民代表' },
    ])
    const { sheets, hidden } = read(book)
    expect([sheets.map(({ name }) => name), hidden]).toEqual([
      ['评委', '村民代表'],
      ['旧名册', '更旧'],
    ])
  })

  it('with nothing but hidden sheets is refused', () => {
    expect(() => read(bookOf([{ ...sheet, state: 'hidden' }]))).toThrow('sheets-hidden')
  })

  it('marks rows that are hidden or filtered out, and columns', () => {
    const rows = rowsOf([['编号', '电话', '姓名'], ['v1'], ['v2'], ['v3']], {
      3: 'hidden="1"',
      4: 'ht="0" customHeight="1"',
    })
    const columns = '<col min="2" max="2" hidden="1"/><col min="90" max="16384" hidden="true"/>'
    const [found] = read(bookOf([{ name: '名册', rows, columns }])).sheets
    expect(found?.rows.map(({ hidden }) => hidden)).toEqual([undefined, undefined, true, true])
    expect(found?.hiddenColumns).toEqual([1, ...Array.from({ length: 11 }, (_, index) => 89 + index)])
  })

  it('fills merged cells downwards, over rows in which something stands', () => {
    const rows = rowsOf([['名册'], ['编号', '单位'], ['v1', '东村'], ['v2'], ['', ''], ['v3', '西村']])
    expect(cellsIn(bookOf([{ name: '名册', rows, merged: ['A1:B1', 'B3:B5', 'B6:B9'] }]))).toEqual([
      ['名册'],
      ['编号', '单位'],
      ['v1', '东村'],
      ['v2', '东村'],
      ['v3', '西村'],
    ])
  })

  it('of more merged cells than any roster has is refused', () => {
    const rows = rowsOf(Array.from({ length: 3_000 }, () => ['v']))
    const merged = Array.from({ length: limits.copies / 3_000 + 10 }, () => 'B1:B3000')
    expect(() => read(bookOf([{ name: '名册', rows, merged }]))).toThrow('too-many-cells')
  })

  it('of more sheets than any is refused', () => {
    expect(() => read(bookOf(Array.from({ length: limits.sheets + 1 }, () => sheet)))).toThrow(
      'too-many-cells',
    )
  })

  it.each([
    ['an error', '<c t="e"><v>#N/A</v></c>', '#N/A', { code: 'cell-error', params: { shown: '#N/A' } }],
    ['a formula without its value', '<c><f>A1</f></c>', undefined, { code: 'formula-unsaved', params: {} }],
    [
      'a formula whose value was left out',
      '<c><f>A1</f><v></v></c>',
      undefined,
      { code: 'formula-unsaved', params: {} },
    ],
    ['a formula with text', '<c t="str"><f>A1</f><v>王明</v></c>', '王明', undefined],
    ['a formula that comes to nothing', '<c t="str"><f>A1</f><v></v></c>', undefined, undefined],
    [
      'a number that was cut',
      '<c><v>1.10101199001011E17</v></c>',
      '110101199001011000',
      { code: 'number-cut', params: { shown: '110101199001011000' } },
    ],
    ['a telephone number', '<c><v>1.3800000001E10</v></c>', '13800000001', undefined],
    [
      'a line break',
      '<c t="inlineStr"><is><t>王\n明</t></is></c>',
      '王\n明',
      { code: 'line-break', params: {} },
    ],
    ['letters that XML cannot hold', '<c t="inlineStr"><is><t>王_x0009_明</t></is></c>', '王\t明', undefined],
    ['yes', '<c t="b"><v>1</v></c>', 'TRUE', { code: 'cell-truth', params: { shown: 'TRUE' } }],
    ['a day', '<c t="d"><v>2024-01-01T00:00:00</v></c>', '2024-01-01', undefined],
  ])('has cells with %s', (_, cell, shown, wrong) => {
    const [, row] =
      read(
        bookOf([
          {
            name: '名册',
            rows: `${rowsOf([['编号']])}<row r="2">${cell}<c t="inlineStr"><is><t>x</t></is></c></row>`,
          },
        ]),
      ).sheets[0]?.rows ?? []
    expect([row?.cells[0] || undefined, row?.troubles?.[0]?.wrong]).toEqual([shown, wrong])
  })

  it('shows numbers by the formats of its own, and counts days from 1904 if it says so', () => {
    const rows = '<row><c s="1"><v>17</v></c><c s="2"><v>45292</v></c><c s="0"><v>17</v></c></row>'
    const formats = ['0000', 'yyyy/m/d']
    expect(cellsIn(bookOf([{ name: '名册', rows }], { formats }))).toEqual([['0017', '2024/1/1', '17']])
    expect(
      cellsIn(bookOf([{ name: '名册', rows }], { formats, properties: '<workbookPr date1904="1"/>' })),
    ).toEqual([['0017', '2028/1/2', '17']])
  })
})

describe('a number', () => {
  it.each([
    [17, '0000', '0017'],
    [17, '"DC-"000', 'DC-017'],
    [17, '000\\-000', '000-017'],
    [13_800_000_001, '000-0000-0000', '138-0000-0001'],
    [1234.5, '#,##0.00', '1,234.50'],
    [0, '#,##0', '0'],
    [0.256, '0%', '26%'],
    [0.256, '0.0%', '25.6%'],
    [12.5, '0.##', '12.5'],
    [12, '0.##', '12'],
    [7, '0"组"', '7组'],
    [3, '[Red]0_ ', '3'],
    [-3, '0;(0)', '(3)'],
    [-3, '0', '-3'],
    [0.1 + 0.2, undefined, '0.3'],
    [0.1 + 0.2, 'General', '0.3'],
    [45_292, 'yyyy/m/d', '2024/1/1'],
    [45_292, '[$-804]yyyy"年"m"月"d"日";@', '2024年1月1日'],
    [45_352, 'm"月"d"日"', '3月1日'],
    [45_352, 'm/d', '3/1'],
    [45_352.5, 'yyyy-mm-dd hh:mm', '2024-03-01 12:00'],
    [45_352.75, 'h:mm AM/PM', '6:00 PM'],
    [45_352, 'aaaa', '星期五'],
    [45_352, 'mmm-yy', 'Mar-24'],
    [1.5, '[h]:mm', '36:00'],
    [1, 'yyyy/m/d', '1900/1/1'],
  ])('%d in the format %s is shown as %s', (value, format, text) => {
    expect(shownNumber(value, format, false)).toEqual({ text })
  })

  it.each([
    [12, '0.00E+00'],
    [12, '# ?/?'],
    [12, '[DBNum1]0'],
    [-5, 'yyyy/m/d'],
  ])('%d in the format %s is doubtful', (value, format) => {
    expect(shownNumber(value, format, false).wrong?.code).toBe('unknown-format')
  })
})
