import { wrong } from '#core/faults.ts'
import { putCell, putRow, putTrouble } from './limits.ts'
import { alignedBySpaces, separatorOf } from './separator.ts'
import { type Sheet, type TableRow, UnreadableTable } from './table.ts'

/**
 * Text as spreadsheets save and copy it, or as people type it: cells apart by a comma, semicolon, tab, bar or their Chinese sisters, quoted
 * where they hold one of those or a line break. Empty rows are left out. Throws `UnreadableTable` where it is a web page or no text, where
 * a quote does not end where its cell does, and where there are more cells than a roster can have.
 */
export function readTableText(text: string): Sheet {
  const plain = text.replace(/^\ufeff+/, '').replace(otherBreaks, '\n')
  if (isWebPage.test(plain)) throw new UnreadableTable(wrong('web-page'))
  if (isBinary.test(plain.slice(0, lettersLookedAt))) throw new UnreadableTable(wrong('no-table'))
  const named = separatorLine.exec(plain)
  const body = named === null ? plain : plain.slice(named[0].length)
  const firstLine = named?.[0].endsWith('\n') ? 2 : 1
  const separator = named?.[1] ?? separatorOf(body)
  const aligned = separator === undefined ? alignedBySpaces(body) : undefined
  const rows = rowsIn(aligned ?? body, separator ?? '\t', firstLine).filter((row) => !isRuling(row))
  return {
    name: '',
    hidden: false,
    rows,
    hiddenColumns: [],
    separator: aligned === undefined ? (separator ?? '\t') : ' ',
  }
}

/** Breaks of lines as they come from web pages and from presentations. */
const otherBreaks = /[\u0085\u2028\u2029\v\f]/gu

/** A line that is drawn, as between the titles and the rows of a table in a chat. */
const isRuling = ({ cells }: TableRow): boolean =>
  cells.some((cell) => cell !== '') &&
  cells.every((cell) => /^[-=+:—─━┄_]*$/u.test(cell)) &&
  cells.join('').length > 2

const lettersLookedAt = 2_000
/** Many office systems call a web page `.xls`. */
const isWebPage = /^\s*(<[!?a-z]|MIME-Version:)/i
// eslint-disable-next-line no-control-regex -- such letters are in no table.
const isBinary = /^(%PDF|\{\\rtf)|[\u0000-\u0008\u000e-\u001f]/
/** What Excel wants to be told of a CSV file. */
const separatorLine = /^"?sep=(.)"?[ \t]*(?:\r?\n|$)/i

function rowsIn(text: string, separator: string, firstLine: number): TableRow[] {
  const rows: TableRow[] = []
  let line = firstLine
  let row: TableRow = { line, cells: [] }
  let column = 0
  let cell = ''
  /** Line in which the quote of this cell was opened; 0 where it has none. */
  let openedIn = 0
  let quoted = false

  const unclosed = () => new UnreadableTable(wrong('quote-unclosed', { line: openedIn }))
  const endCell = () => {
    if (openedIn !== 0 && cell.includes('\n')) {
      // Whole rows inside of one cell: a quote that was never closed has swallowed them.
      if (cell.includes(separator)) throw unclosed()
      if (cell.trim().includes('\n')) putTrouble(row, column, [{ column, wrong: wrong('line-break') }])
    }
    putCell(row.cells, column, cell.trim())
    column += 1
    cell = ''
    openedIn = 0
  }
  const endRow = () => {
    endCell()
    putRow(rows, row)
    column = 0
    row = { line, cells: [] }
  }
  for (let index = 0; index < text.length; index++) {
    const letter = text.charAt(index)
    const isBreak = letter === '\n' || (letter === '\r' && text.charAt(index + 1) !== '\n')
    if (isBreak) line += 1
    if (quoted) {
      if (letter !== '"') cell += letter === '\r' ? (isBreak ? '\n' : '') : letter
      else if (text.charAt(index + 1) === '"') {
        cell += '"'
        index += 1
      } else quoted = false
    } else if (letter === separator) endCell()
    else if (isBreak) endRow()
    else if (letter === '\r') continue
    else if (letter === '"' && openedIn === 0 && cell.trim() === '') {
      quoted = true
      openedIn = line
      cell = ''
    } else if (openedIn !== 0 && letter.trim() !== '') throw unclosed()
    else cell += letter
  }
  if (quoted) throw unclosed()
  endRow()
  return rows
}
