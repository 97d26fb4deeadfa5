import { strFromU8, unzipSync } from 'fflate'
import { limits, putCell, putRow } from './table-limits.ts'
import type { TableRow } from './table-text.ts'
import { UnreadableTable } from './unreadable-table.ts'
import { walkXml } from './xml.ts'

/** The rows of the first sheet of an XLSX workbook. Throws when it is none, is locked with a password, or holds too much. */
export function readXlsx(bytes: Uint8Array): TableRow[] {
  const parts = partsOf(bytes)
  const sheet = parts(firstSheet(parts)) ?? parts('xl/worksheets/sheet1.xml')
  if (sheet === undefined) throw new Error('the workbook has no sheet')
  return rowsIn(sheet, stringsIn(parts('xl/sharedStrings.xml')))
}

type Parts = (path: string) => string | undefined

/** Unpacks one part at a time, and all of them together no further than the limit: the table of contents says how large each becomes. */
function partsOf(bytes: Uint8Array): Parts {
  let unpacked = 0
  return (path) => {
    const { [path]: part } = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name !== path) return false
        unpacked += originalSize
        if (unpacked > limits.unpackedBytes) throw new UnreadableTable('too-big')
        return true
      },
    })
    return part && strFromU8(part)
  }
}

/** The workbook lists its sheets in the order of their tabs; where each lies stands beside it. */
function firstSheet(parts: Parts): string {
  let id: string | undefined
  walkXml(parts('xl/workbook.xml'), {
    ...deaf,
    open: ({ name, attributes }) => {
      if (name === 'sheet') id ??= attributes['r:id']
    },
  })
  let target = 'worksheets/sheet1.xml'
  walkXml(parts('xl/_rels/workbook.xml.rels'), {
    ...deaf,
    open: ({ name, attributes }) => {
      if (name === 'Relationship' && attributes.Id === id) target = attributes.Target ?? target
    },
  })
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

const deaf = { open: () => {}, close: () => {}, text: () => {} }

/** Text may be in several pieces of different looks; the reading aids of Japanese (`rPh`) stand beside it. */
function stringsIn(xml: string | undefined): string[] {
  const strings: string[] = []
  let string = ''
  let isAid = false
  let isText = false
  walkXml(xml, {
    open: ({ name }) => {
      if (name === 'si') string = ''
      if (name === 'rPh') isAid = true
      if (name === 't') isText = !isAid
    },
    close: (name) => {
      if (name === 'si') strings.push(string)
      if (name === 'rPh') isAid = false
      if (name === 't') isText = false
    },
    text: (text) => {
      if (isText) string += text
    },
  })
  return strings
}

function rowsIn(xml: string, strings: readonly string[]): TableRow[] {
  const rows: TableRow[] = []
  let row: TableRow = { line: 0, cells: [] }
  let column = -1
  let type = 'n'
  let value = ''
  let isAid = false
  let isValue = false
  walkXml(xml, {
    open: ({ name, attributes }) => {
      if (name === 'row') {
        row = { line: Number(attributes.r ?? row.line + 1), cells: [] }
        column = -1
      } else if (name === 'c') {
        column = columnOf(attributes.r) ?? column + 1
        type = attributes.t ?? 'n'
        value = ''
      } else if (name === 'rPh') isAid = true
      else isValue = name === 'v' || (name === 't' && type === 'inlineStr' && !isAid)
    },
    close: (name) => {
      isValue = false
      if (name === 'rPh') isAid = false
      if (name === 'c') putCell(row.cells, column, contentOf(type, value, strings).trim())
      if (name === 'row') putRow(rows, row)
    },
    text: (text) => {
      if (isValue) value += text
    },
  })
  return rows
}

const firstLetter = 64
const letters = 26

/** `C7` is in column 2, counted from 0. */
function columnOf(reference: string | undefined): number | null {
  const [name] = /^[A-Z]{1,3}/.exec(reference ?? '') ?? []
  if (name === undefined) return null
  return [...name].reduce((sum, letter) => sum * letters + letter.charCodeAt(0) - firstLetter, 0) - 1
}

function contentOf(type: string, value: string, strings: readonly string[]): string {
  if (type === 's') return strings[Number(value)] ?? ''
  // Long numbers are written with an exponent; ids and telephone numbers are wanted in full.
  return type === 'n' && value !== '' && Number.isFinite(Number(value)) ? String(Number(value)) : value
}
