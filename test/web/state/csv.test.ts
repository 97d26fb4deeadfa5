import { describe, expect, it } from 'vitest'
import { readTableText } from '#core/table/text.ts'
import { csvOf, csvOfTexts } from '../../../web/state/csv.ts'

const cells = (...texts: string[]) => [texts.map((text) => ({ text }))]

describe('a table as CSV', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '＝1+1', '  =1+1', '＋1', '＠x'])(
    'gives no spreadsheet a formula: %j',
    (text) => {
      expect(csvOf(cells(text)).replace(/^\uFEFF"?/, '')).toMatch(/^'/)
    },
  )

  it('keeps other text, and figures below zero, as they are', () => {
    expect(csvOf([[{ text: '东村' }, { figure: '-3.50' }, null]])).toBe('\uFEFF东村,-3.50,\r\n')
  })

  it('quotes what would end a cell or a line', () => {
    expect(csvOf(cells('a,b', 'say "hi"', 'two\nlines'))).toBe('\uFEFF"a,b","say ""hi""","two\nlines"\r\n')
  })

  it('has no figure where everything is text, and comes back as it was', () => {
    const rows = [
      ['编号', '姓名', '备注'],
      ['007', '王,"明"', 'two\nlines'],
    ]
    const text = csvOfTexts(rows)
    expect(readTableText(text).rows.map((row) => row.cells)).toEqual(rows)
    expect(csvOfTexts([['=1+1', '@x', '-3', '+4', ' ＝x']])).toBe(`\uFEFF'=1+1,'@x,'-3,'+4,' ＝x\r\n`)
  })
})
