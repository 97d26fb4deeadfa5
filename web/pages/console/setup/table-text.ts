import { putCell, putRow } from './table-limits.ts'

/** A row of a table with its place in the file: its line there, or its number in the spreadsheet. */
export type TableRow = { line: number; cells: string[] }

/**
 * Text as spreadsheets save and copy it: cells apart by comma, semicolon or tab (whichever the first line has most of), quoted where
 * they hold one of those or a line break. Empty rows are left out. Throws
 * `UnreadableTable` where there are more cells than a roster can have.
 */
export function parseTable(text: string): TableRow[] {
  const separator = separatorOf(text)
  const rows: TableRow[] = []
  let line = 1
  let row: TableRow = { line, cells: [] }
  let cell = ''
  let quoted = false

  let column = 0

  const endCell = () => {
    putCell(row.cells, column, cell.trim())
    column += 1
    cell = ''
  }
  const endRow = () => {
    endCell()
    putRow(rows, row)
    column = 0
    row = { line, cells: [] }
  }
  for (let index = 0; index < text.length; index++) {
    const letter = text.charAt(index)
    if (letter === '\n') line += 1
    if (quoted && letter === '"' && text.charAt(index + 1) === '"') {
      cell += '"'
      index += 1
    } else if (letter === '"' && (quoted || cell.trim() === '')) quoted = !quoted
    else if (quoted) cell += letter
    else if (letter === separator) endCell()
    else if (letter === '\n') endRow()
    else if (letter !== '\r') cell += letter
  }
  endRow()
  return rows
}

function separatorOf(text: string): string {
  const [first = ''] = text.split('\n', 1)
  const count = (separator: string) => first.split(separator).length
  return ['\t', ';', ','].reduce((best, other) => (count(other) >= count(best) ? other : best))
}
