import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { workbookOf } from '#test/support/workbook.ts'
import { limits } from '#core/table/limits.ts'
import { readPasted, readTable } from '#core/table/read-table.ts'
import { walkXml } from '#core/table/xml.ts'

const read = (bytes: Uint8Array) => readTable(bytes).sheets[0]?.rows ?? []
const parseTable = (text: string) => readPasted(text).sheets[0]?.rows
const wrongIn = (bytes: Uint8Array): unknown => {
  try {
    return readTable(bytes)
  } catch (error) {
    return error
  }
}
/** A workbook with one sheet, as its XML. */
const sheetOf = (rows: string, strings = ''): Uint8Array =>
  zipSync({
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
    'xl/sharedStrings.xml': strToU8(`<sst>${strings}</sst>`),
  })
const cellsOf = (rows: string, strings?: string) => read(sheetOf(rows, strings)).map(({ cells }) => cells)

describe('a workbook', () => {
  it('is its first sheet, texts in several pieces and numbers in full', () => {
    const rows = [
      ['编号', '投票组', '电话'],
      ['v1', 'R&D <"组">', '13800000000'],
    ]
    expect(read(workbookOf(rows)).map(({ cells }) => cells)).toEqual(rows)
  })

  it('may leave rows and cells out, say where they are or not, and carry reading aids', () => {
    const strings = `<si><t>東</t><rPh sb="0" eb="1"><t>ひがし</t></rPh></si>`
    expect(
      read(
        sheetOf(
          `<row r="3"><c r="B3" t="s"><v>0</v></c><c t="inlineStr"><is><r><t>a&amp;</t></r><r><t>&#x4e1c;</t></r></is></c></row>
           <row r="4"><c r="A4" s="7"/></row><row><c><v>1.5E3</v></c></row>`,
          strings,
        ),
      ),
    ).toEqual([
      { line: 3, cells: ['', '東', 'a&东'] },
      { line: 5, cells: ['1500'] },
    ])
  })

  it('takes no room for cells in which nothing stands, however far away', () => {
    expect(cellsOf(`<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="3"/></row>`)).toEqual([['1']])
  })

  it('with a cell in a column that no roster has is refused', () => {
    const far = Array.from(
      { length: 60_000 },
      (_, row) => `<row r="${row + 1}"><c r="ZZZ${row + 1}"><v>1</v></c></row>`,
    )
    const workbook = sheetOf(far.join(''))
    expect(workbook.length).toBeLessThan(500_000)
    expect(wrongIn(workbook)).toMatchObject({ wrong: { code: 'too-many-cells' } })
  })

  it('with more rows than any roster is refused', () => {
    expect(wrongIn(sheetOf('<row><c><v>1</v></c></row>'.repeat(limits.rows + 1)))).toMatchObject({
      wrong: { code: 'too-many-cells' },
    })
  })

  it('whose parts become too large together is refused before they are unpacked', () => {
    const half = new Uint8Array(limits.unpackedBytes / 2 + 1)
    const workbook = zipSync({
      'xl/worksheets/sheet1.xml': half,
      'xl/sharedStrings.xml': half,
      'xl/media/film.xml': half,
    })
    expect(workbook.length).toBeLessThan(500_000)
    expect(wrongIn(workbook)).toMatchObject({ wrong: { code: 'table-too-big' } })
  })

  it.each([
    ['a tag without an end', '<row r="1'],
    ['tags that cross', '<row><c></row></c>'],
    ['a hundred tags in one another', `${'<c>'.repeat(100)}${'</c>'.repeat(100)}`],
    [
      'a tag of too many attributes',
      `<row ${Array.from({ length: 101 }, (_, index) => `a${index}=""`).join(' ')}/>`,
    ],
    ['an entity that nobody defined', '<row><c><v>&a;</v></c></row>'],
    ['a character that XML cannot hold', '<row><c><v>\u0001</v></c></row>'],
  ])('with %s is none', (_, rows) => {
    expect(wrongIn(sheetOf(rows))).toMatchObject({ wrong: { code: 'no-table' } })
  })

  it.each([
    [
      'before the sheet',
      '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><row><c><v>&a;</v></c></row></worksheet>',
    ],
    ['although it defines none', '<!DOCTYPE worksheet><worksheet><row><c><v>1</v></c></row></worksheet>'],
    ['amid it', '<worksheet><!DOCTYPE x [<!ENTITY a "a">]><row><c><v>&a;</v></c></row></worksheet>'],
  ])('with a document type %s is none', (_, sheet) => {
    const workbook = zipSync({ 'xl/worksheets/sheet1.xml': strToU8(sheet) })
    expect(wrongIn(workbook)).toMatchObject({ wrong: { code: 'no-table' } })
  })

  it('may give its own prefix to every name', () => {
    const sheet = '<x:worksheet><x:row r="2"><x:c r="B2"><x:v>7</x:v></x:c></x:row></x:worksheet>'
    expect(read(zipSync({ 'xl/worksheets/sheet1.xml': strToU8(sheet) }))).toEqual([
      { line: 2, cells: ['', '7'] },
    ])
  })
})

describe('text', () => {
  it('with more columns or rows than any roster is refused, empty ones left out', () => {
    expect(parseTable(`a,b${','.repeat(1_000)}\n`)).toEqual([{ line: 1, cells: ['a', 'b'] }])
    expect(() => parseTable(`a${','.repeat(limits.columns)}b\n`)).toThrow('too-many-cells')
    expect(() => parseTable('a\n'.repeat(limits.rows + 1))).toThrow('too-many-cells')
  })

  it('of more bytes than any roster is refused', () => {
    expect(wrongIn(new Uint8Array(limits.fileBytes + 1))).toMatchObject({ wrong: { code: 'table-too-big' } })
  })
})

describe('XML', () => {
  it('is heard tag by tag', () => {
    const heard: string[] = []
    walkXml(
      `<?xml version="1.0"?><!-- <no> --><x:a b='1>2' r:id = "&quot;"><![CDATA[<&>]]>&#228;&#x20BB7;<d/></x:a>`,
      {
        open: ({ name, attributes }) => heard.push(`<${name} ${attributes.b} ${attributes['r:id']}`),
        close: (name) => heard.push(`/${name}`),
        text: (text) => heard.push(text),
      },
    )
    expect(heard).toEqual(['<a 1>2 "', '<&>', 'ä𠮷', '<d undefined undefined', '/d', '/a'])
  })
})
