import { strToU8, zipSync } from 'fflate'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/**
 * An XLSX workbook as a spreadsheet program writes it: text in a table of shared strings (the first of them in two pieces of different
 * looks), whole numbers as numbers, and a second sheet that is of no interest.
 */
export function workbookOf(rows: readonly (readonly string[])[]): Uint8Array {
  const strings = [...new Set(rows.flat().filter((cell) => !isNumber(cell) && cell !== ''))]
  const items = strings.map((text, index) =>
    index === 0
      ? `<si><r><t>${escaped(text.slice(0, 1))}</t></r><r><rPr><b/></rPr><t xml:space="preserve">${escaped(text.slice(1))}</t></r></si>`
      : `<si><t>${escaped(text)}</t></si>`,
  )
  const cells = (row: readonly string[], line: number) =>
    row.map((cell, column) => {
      const reference = `${String.fromCharCode(65 + column)}${line}`
      if (cell === '') return ''
      if (isNumber(cell)) return `<c r="${reference}"><v>${cell}</v></c>`
      return `<c r="${reference}" t="s"><v>${strings.indexOf(cell)}</v></c>`
    })
  const sheet = rows.map((row, index) => `<row r="${index + 1}">${cells(row, index + 1).join('')}</row>`)
  const parts: Record<string, string> = {
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="名册" sheetId="7" r:id="rId9"/><sheet name="说明" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Target="worksheets/sheet2.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${head}<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1"><v>0</v></c></row></sheetData></worksheet>`,
    'xl/worksheets/sheet2.xml': `${head}<worksheet xmlns="${main}"><sheetData>${sheet.join('')}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `${head}<sst xmlns="${main}" count="${items.length}">${items.join('')}</sst>`,
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}

const isNumber = (cell: string): boolean => /^[1-9]\d*$/.test(cell)
