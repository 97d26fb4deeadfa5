import { describe, expect, it } from 'vitest'
import { readTable } from '../../../../web/pages/console/setup/read-table.ts'
import { parseTable } from '../../../../web/pages/console/setup/table-text.ts'
import { UnreadableTable } from '../../../../web/pages/console/setup/unreadable-table.ts'

const cells = (text: string) => parseTable(text).map((row) => row.cells)

describe('a table as text', () => {
  it.each([
    ['commas', 'id,姓名\n1,王明\n'],
    ['tabs, as a spreadsheet copies', 'id\t姓名\n1\t王明'],
    ['semicolons', 'id;姓名\r\n1;王明\r\n'],
  ])('may have its cells apart by %s', (_, text) => {
    expect(cells(text)).toEqual([
      ['id', '姓名'],
      ['1', '王明'],
    ])
  })

  it('keeps separators, quotes and line breaks that are quoted', () => {
    expect(cells('id,姓名\n1,"王, ""老""\n明"\n')).toEqual([
      ['id', '姓名'],
      ['1', '王, "老"\n明'],
    ])
  })

  it('leaves empty rows out and tells the others’ lines as an editor counts them', () => {
    expect(parseTable('id,姓名\n\n ,\n1,"王\n明"\n2,李\n')).toEqual([
      { line: 1, cells: ['id', '姓名'] },
      { line: 4, cells: ['1', '王\n明'] },
      { line: 6, cells: ['2', '李'] },
    ])
  })
})

describe('a file', () => {
  const read = async (bytes: number[]) =>
    (await readTable(new Blob([new Uint8Array(bytes)]))).map((row) => row.cells)
  const utf8 = (text: string) => [...new TextEncoder().encode(text)]

  it('is read in UTF-8, with and without a byte order mark', async () => {
    expect(await read(utf8('姓名\n王明'))).toEqual([['姓名'], ['王明']])
    expect(await read(utf8('\ufeff姓名\n王明'))).toEqual([['姓名'], ['王明']])
  })

  it('is read in GBK, in which Chinese spreadsheets save CSV', async () => {
    expect(await read([0xd0, 0xd5, 0xc3, 0xfb, 0x0a, 0xcd, 0xf5, 0xc3, 0xf7])).toEqual([['姓名'], ['王明']])
  })

  it.each([
    ['an old Excel file', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1], 'old-excel'],
    ['a ZIP that is no workbook', [0x50, 0x4b, 0x05, 0x06, 1, 2, 3], 'not-a-table'],
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 0, 0, 0], 'not-a-table'],
  ])('that is %s is refused with the reason', async (_, bytes, why) => {
    const refusal = await read(bytes).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(UnreadableTable)
    expect(refusal).toMatchObject({ why })
  })
})
