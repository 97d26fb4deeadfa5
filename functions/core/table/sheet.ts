import { wrong } from '#core/faults.ts'
import { limits, putCell, putRow, putTrouble } from './limits.ts'
import { fillMerged, rangeOf, type Range } from './merged.ts'
import { shownNumber, type Shown } from './number-format.ts'
import { unescaped } from './strings.ts'
import type { Sheet, TableRow } from './table.ts'
import { walkXml, type Tag } from './xml.ts'

type Book = { strings: readonly string[]; formats: readonly (string | undefined)[]; from1904: boolean }

type Cell = {
  column: number
  type: string
  style: number
  value: string
  hasFormula: boolean
  /** Whether a value was kept, be it an empty one. */
  hasValue: boolean
}

/** What stands in the rows of a sheet as the spreadsheet shows it, merged cells filled downwards. */
export function rowsIn(xml: string, book: Book): Pick<Sheet, 'rows' | 'hiddenColumns'> {
  const rows: TableRow[] = []
  const hiddenColumns: number[] = []
  const merged: Range[] = []
  let row: TableRow = { line: 0, cells: [] }
  let column = -1
  let cell: Cell | undefined
  let isAid = false
  let isValue = false
  walkXml(xml, {
    open: ({ name, attributes }) => {
      if (name === 'row') {
        row = rowOf(attributes, row.line)
        column = -1
      } else if (name === 'c') {
        column = columnOf(attributes['r']) ?? column + 1
        cell = cellOf(attributes, column)
      } else if (name === 'col') putHidden(hiddenColumns, attributes)
      else if (name === 'mergeCell') merged.push(...rangeOf(attributes['ref']))
      else if (name === 'rPh') isAid = true
      else if (name === 'f' && cell) cell.hasFormula = true
      else if (cell) {
        isValue = name === 'v' || (name === 't' && cell.type === 'inlineStr' && !isAid)
        if (name === 'v') cell.hasValue = true
      }
    },
    close: (name) => {
      isValue = false
      if (name === 'rPh') isAid = false
      if (name === 'row') putRow(rows, row)
      if (name !== 'c' || !cell) return
      putShown(row, cell.column, shownIn(cell, book))
      cell = undefined
    },
    text: (text) => {
      if (isValue && cell) cell.value += text
    },
  })
  fillMerged(rows, merged)
  return { rows, hiddenColumns }
}

function rowOf({ r, hidden, ht }: Tag['attributes'], before: number): TableRow {
  const line = Number(r ?? before + 1)
  const isHidden = isTrue(hidden) || Number(ht ?? 1) === 0
  return { line, cells: [], ...(isHidden && { hidden: true as const }) }
}

const cellOf = ({ t = 'n', s = '-1' }: Tag['attributes'], column: number): Cell => ({
  column,
  type: t,
  style: Number(s),
  value: '',
  hasFormula: false,
  hasValue: false,
})

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true'

function putHidden(columns: number[], { min, max, hidden, width }: Tag['attributes']): void {
  if (!isTrue(hidden) && Number(width ?? 1) !== 0) return
  const last = Math.min(Number(max ?? 0), limits.columns)
  for (
    let number = Math.max(1, Number(min ?? 1));
    number <= last && columns.length < limits.columns;
    number++
  )
    columns.push(number - 1)
}

const firstLetter = 64
const letters = 26

/** `C7` is in column 2, counted from 0. */
function columnOf(reference: string | undefined): number | null {
  const [name] = /^[A-Z]{1,3}/.exec(reference ?? '') ?? []
  if (name === undefined) return null
  return [...name].reduce((sum, letter) => sum * letters + letter.charCodeAt(0) - firstLetter, 0) - 1
}

function putShown(row: TableRow, column: number, shown: Shown): void {
  const text = shown.text.trim()
  putCell(row.cells, column, text)
  if (shown.wrong !== undefined) putTrouble(row, column, [{ column, wrong: shown.wrong }])
  if (text.includes('\n')) putTrouble(row, column, [{ column, wrong: wrong('line-break') }])
}

function shownIn({ type, style, value, hasFormula, hasValue }: Cell, book: Book): Shown {
  if (type === 's') return { text: book.strings[Number(value)] ?? '' }
  if (type === 'e') return { text: value, wrong: wrong('cell-error', { shown: value }) }
  // Programs write formulas without what they come to; the spreadsheet keeps that once it has saved the file.
  if (hasFormula && (!hasValue || (value === '' && type !== 'str')))
    return { text: '', wrong: wrong('formula-unsaved') }
  if (type === 'b') {
    const shown = value === '1' ? 'TRUE' : 'FALSE'
    return { text: shown, wrong: wrong('cell-truth', { shown }) }
  }
  if (type === 'd') return { text: value.replace(/T00:00:00.*$/, '').replace('T', ' ') }
  if (type !== 'n') return { text: unescaped(value) }
  if (value.trim() === '' || !Number.isFinite(Number(value))) return { text: value }
  return shownNumber(Number(value), book.formats[style], book.from1904)
}
