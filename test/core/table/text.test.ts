import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPasted, readTable } from '#core/table/read-table.ts'
import { UnreadableTable } from '#core/table/table.ts'
import { csvOfTexts } from '../../../web/state/csv.ts'

const rows = (text: string) => readPasted(text).sheets[0]?.rows ?? []
const cells = (text: string) => rows(text).map((row) => row.cells)
const wrongIn = (read: () => unknown): unknown => {
  try {
    return read()
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableTable)
    return (error as UnreadableTable).wrong
  }
}

describe('a table as text', () => {
  const people = [
    ['编号', '姓名'],
    ['1', '王明'],
  ]
  it.each([
    ['commas', '编号,姓名\n1,王明\n'],
    ['tabs, as a spreadsheet copies', '编号\t姓名\n1\t王明'],
    ['semicolons', '编号;姓名\r\n1;王明\r\n'],
    ['bars', '编号|姓名\n1|王明\n'],
    ['Chinese commas', '编号，姓名\n1，王明'],
    ['Chinese semicolons', '编号；姓名\n1；王明'],
    ['Chinese list commas', '编号、姓名\n1、王明'],
    ['what its first line names', '\ufeffsep=;\r\n编号;姓名\r\n1;王明\r\n'],
    ['what its first line names in quotes', '"sep=|"\n编号|姓名\n1|王明\n'],
    ['carriage returns at the end of lines', '编号,姓名\r1,王明\r'],
  ])('may have its cells apart by %s', (_, text) => {
    expect(cells(text)).toEqual(people)
  })

  it.each([
    ['blanks', '编号 姓名\n1 王明'],
    ['blanks that stand below each other', '编号    姓名\n1       王明'],
    ['wide blanks', '编号　姓名\n1　王明'],
    ['blanks below a title', '名册\n编号 姓名\n1 王明'],
    ['the breaks of lines of a web page', '编号,姓名\u20281,王明'],
    ['bars with a ruling, as in a chat', '| 编号 | 姓名 |\n|---|:--|\n| 1 | 王明 |'],
  ])('is read as meant with %s', (_, text) => {
    const found = cells(text).map((row) => row.filter((cell) => cell !== ''))
    expect(found.slice(-2)).toEqual(people)
  })

  it('does not take the blank in a name for one between cells, and guesses nothing where lines differ', () => {
    expect(cells('姓名\n张 三\n李 四')).toEqual([['姓名'], ['张 三'], ['李 四']])
    expect(cells('编号 姓名\n1 王 明\n2 李红')[0]).toEqual(['编号 姓名'])
    expect(cells('编号  姓名\n1     王 明\n2     李红')[1]).toEqual(['1', '王 明'])
  })

  it('is what is seen: marks that nobody sees are no part of it, joiners where they are letters are', () => {
    expect(cells('编\u200b号,姓名\n\ufeffv\u200b1,\u202a张\u200d三\u202c\u2060')).toEqual([
      ['编号', '姓名'],
      ['v1', '张三'],
    ])
    expect(cells('id,name\n1,می\u200cخواهم')[1]).toEqual(['1', 'می\u200cخواهم'])
  })

  it('is parted by what parts all of its lines, not by what one of them holds', () => {
    expect(cells('东村、西村、南村名册\n编号,姓名,村\n1,王明,东村、西村\n2,李红,东村')).toEqual([
      ['东村、西村、南村名册'],
      ['编号', '姓名', '村'],
      ['1', '王明', '东村、西村'],
      ['2', '李红', '东村'],
    ])
  })

  it('keeps separators and quotes that are quoted', () => {
    expect(cells('id,姓名\n1,"王, ""老"" 明"\n')).toEqual([
      ['id', '姓名'],
      ['1', '王, "老" 明'],
    ])
  })

  it('keeps a line break inside of a cell, and says that it is doubtful', () => {
    expect(rows('id,姓名\n\n ,\n1,"王\n明"\n2,李\n')).toEqual([
      { line: 1, cells: ['id', '姓名'] },
      {
        line: 4,
        cells: ['1', '王\n明'],
        troubles: [{ column: 1, wrong: { code: 'line-break', params: {} } }],
      },
      { line: 6, cells: ['2', '李'] },
    ])
  })

  it('tells the lines as an editor counts them, also below what names the separator', () => {
    expect(rows('sep=,\nid,姓名\n\n1,王').map(({ line }) => line)).toEqual([2, 4])
  })

  it.each([
    ['is never closed', 'id,姓名\n1,王\n2,"李\n3,赵\n', 3],
    ['is closed by that of a later row', 'id,姓名,村\n1,"王,东\n2,李,西"\n3,赵,东', 2],
    ['is followed by more', 'id,姓名\n1,王\n2,"红旗"村', 3],
    ['has swallowed rows', 'id,备注\n1,"甲\n2,乙\n3,丙"\n4,丁', 2],
  ])('is refused with the line of a quote that %s', (_, text, line) => {
    expect(wrongIn(() => readPasted(text))).toEqual({ code: 'quote-unclosed', params: { line } })
  })

  it('that was written here is read back the same', () => {
    const letters = '王明东村ab 1,;\t|"，、．Ａ'
    const cell = fc.string({ unit: fc.constantFrom(...letters), maxLength: 6 }).map((text) => text.trim())
    const row = fc.array(cell, { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (body) => {
        const table = [['编号', '姓名', '单位'], ...body.map(([, ...rest]) => ['v', ...rest])]
        const trimmed = table.map((row) => row.slice(0, 1 + row.findLastIndex((text) => text !== '')))
        expect(cells(csvOfTexts(table))).toEqual(trimmed)
      }),
    )
  })
})

describe('a file', () => {
  const read = (bytes: readonly number[]) =>
    readTable(Uint8Array.from(bytes)).sheets[0]?.rows.map((row) => row.cells)
  const utf8 = (text: string) => [...new TextEncoder().encode(text)]
  const utf16 = (text: string, bigEndian = false) =>
    [...text].flatMap((letter) => {
      const [low, high] = [letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8]
      return bigEndian ? [high, low] : [low, high]
    })
  const gbk = [0xd0, 0xd5, 0xc3, 0xfb, 0x0a, 0xcd, 0xf5, 0xc3, 0xf7]

  it.each([
    ['UTF-8', utf8('姓名\n王明')],
    ['UTF-8 with a byte order mark', utf8('\ufeff姓名\n王明')],
    ['GBK, in which Chinese spreadsheets save CSV', gbk],
    ['UTF-16, as Excel calls Unicode text', utf16('\ufeff姓名\n王明')],
    ['UTF-16 the other way round', utf16('\ufeff姓名\n王明', true)],
    ['UTF-16 without a byte order mark', utf16('姓名\n王明')],
    ['UTF-16 the other way round, without a byte order mark', utf16('姓名\n王明', true)],
  ])('is read in %s', (_, bytes) => {
    expect(read(bytes)).toEqual([['姓名'], ['王明']])
  })

  it.each([
    ['in UTF-8', [...utf8('id,name\nv1,王明\nv2,阿卜杜'), 0xe6, 0x8b, ...utf8(',西村\nv3,李红')], 3],
    ['in UTF-8 at its end', [...utf8('姓名\n王明\n李'), 0xe7], 3],
    ['in GBK', [...gbk, 0x0a, 0xcd, 0x0a, 0xcd, 0xf5], 3],
    ['of Latin letters', [...utf8('name\nJos'), 0xe9, ...utf8(',x\n')], 2],
  ])('with a byte that belongs to no letter is refused with its line, %s', (_, bytes, line) => {
    expect(wrongIn(() => read(bytes))).toEqual({ code: 'bad-byte', params: { line } })
  })

  it.each([
    ['an old Excel file', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1], 'old-excel'],
    ['a web page called .xls', utf8('\ufeff<html xmlns:x="urn:x"><table><tr><td>姓名'), 'web-page'],
    ['a workbook as XML', utf8('<?xml version="1.0"?><Workbook/>'), 'web-page'],
    ['a web archive', utf8('MIME-Version: 1.0\n'), 'web-page'],
    ['a ZIP that is no workbook', [0x50, 0x4b, 0x05, 0x06, 1, 2, 3], 'no-table'],
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 0, 0, 0], 'no-table'],
    ['a PDF', utf8('%PDF-1.7\n'), 'no-table'],
    ['empty', [], 'table-empty'],
    ['nothing but blanks', utf8('\ufeff \r\n,,\n'), 'table-empty'],
  ])('that is %s is refused with the reason', (_, bytes, code) => {
    expect(wrongIn(() => read(bytes))).toMatchObject({ code })
  })
})
