import { strToU8, zipSync } from 'fflate'
import type { Cell } from '../../../state/csv.ts'
import type { Sheet } from './tables.ts'

const xml = (body: string): Uint8Array =>
  strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`)

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006'
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Of the characters that XML 1.0 cannot hold none is left. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')

/** A workbook (ECMA-376) with these sheets; the first row of each stands bold and stays in sight. */
export const xlsxOf = (sheets: readonly Sheet[]): Uint8Array<ArrayBuffer> => {
  const paths = sheets.map((_, index) => `worksheets/sheet${index + 1}.xml`)
  return zipSync({
    '[Content_Types].xml': xml(
      `<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/>${paths
        .map((path) => `<Override PartName="/xl/${path}" ContentType="${sheetType}.worksheet+xml"/>`)
        .join('')}</Types>`,
    ),
    '_rels/.rels': relations([{ type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets
        .map(
          ({ name }, index) => `<sheet name="${tabName(name)}" sheetId="${index + 1}" r:id="r${index + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': relations([
      ...paths.map((target) => ({ type: 'worksheet', target })),
      { type: 'styles', target: 'styles.xml' },
    ]),
    'xl/styles.xml': styles,
    ...Object.fromEntries(sheets.map((sheet, index) => [`xl/${paths[index] ?? ''}`, worksheet(sheet)])),
  })
}

const relations = (all: { type: string; target: string }[]): Uint8Array =>
  xml(
    `<Relationships xmlns="${packaging}/relationships">${all
      .map(
        ({ type, target }, index) =>
          `<Relationship Id="r${index + 1}" Type="${office}/${type}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`,
  )

const mostInTab = 31
const tabName = (name: string): string => escaped(name.replace(/[[\]:*?/\\]/g, ' ').slice(0, mostInTab))

/** Formats by the number of decimal places; the one after them is bold. */
const places = ['0', '0.0', '0.00', '0.000', '0.0000']
const bold = places.length + 1
const firstOwnFormat = 164

const styles = xml(
  `<styleSheet xmlns="${main}"><numFmts count="${places.length}">${places
    .map((format, index) => `<numFmt numFmtId="${firstOwnFormat + index}" formatCode="${format}"/>`)
    .join(
      '',
    )}</numFmts><fonts count="2"><font><sz val="11"/><name val="Arial"/></font><font><b/><sz val="11"/><name val="Arial"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${bold + 1}"><xf/>${places
    .map((_, index) => `<xf numFmtId="${firstOwnFormat + index}" applyNumberFormat="1"/>`)
    .join('')}<xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
)

const worksheet = ({ rows }: Sheet): Uint8Array =>
  xml(
    `<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><cols>${(
      rows[0] ?? []
    )
      .map(
        (_, column) =>
          `<col min="${column + 1}" max="${column + 1}" width="${widthOf(rows, column)}" customWidth="1"/>`,
      )
      .join('')}</cols><sheetData>${rows
      .map(
        (row, index) =>
          `<row r="${index + 1}">${row.map((cell, column) => cellXml(cell, `${letters(column)}${index + 1}`, index === 0)).join('')}</row>`,
      )
      .join('')}</sheetData></worksheet>`,
  )

/** Figures are numbers with the places that were announced; everything else is typed as text, which no spreadsheet calculates. */
const cellXml = (cell: Cell, at: string, isHead: boolean): string => {
  if (cell === null) return ''
  if ('figure' in cell) {
    const decimals = cell.figure.split('.')[1]?.length ?? 0
    return `<c r="${at}" s="${1 + Math.min(decimals, places.length - 1)}"><v>${cell.figure}</v></c>`
  }
  return `<c r="${at}" t="inlineStr"${isHead ? ` s="${bold}"` : ''}><is><t xml:space="preserve">${escaped(cell.text)}</t></is></c>`
}

const [narrowest, widest] = [6, 60]

/** Wide enough for the longest cell; a Chinese character takes two. */
const widthOf = (rows: Cell[][], column: number): number => {
  const lengths = rows.map((row) => {
    const cell = row[column]
    const content = !cell ? '' : 'figure' in cell ? cell.figure : cell.text
    return [...content].reduce((sum, letter) => sum + (letter > '\u2E80' ? 2 : 1), 2)
  })
  return Math.min(widest, Math.max(narrowest, ...lengths))
}

const alphabet = 26
const letters = (column: number): string =>
  (column >= alphabet ? letters(Math.floor(column / alphabet) - 1) : '') +
  String.fromCharCode(65 + (column % alphabet))
