export type Row = { line: number; cells: string[] }

/**
 * The rows of what was typed or copied from a spreadsheet, whose cells are apart by tabs or, where there are none, by commas of either
 * width. A cell in quotes may hold any of those; a quote that is never closed is a letter like others. Empty rows are left out.
 */
export function rowsOf(text: string): Row[] {
  const apart = text.includes('\t') ? /\t/ : /[,，]/
  const rows: Row[] = []
  let line = 1
  let rest = text
  let row: Row = { line, cells: [] }
  const endRow = () => {
    if (row.cells.some((cell) => cell !== '')) rows.push(row)
    row = { line, cells: [] }
  }
  while (rest !== '') {
    const { cell, length } = quotedCell(rest, apart) ?? plainCell(rest, apart)
    row.cells.push(cell.trim())
    line += rest.slice(0, length).split('\n').length - 1
    const ends = rest.charAt(length)
    rest = rest.slice(length + 1)
    if (ends === '\n' || ends === '') {
      if (ends === '\n') line += 1
      endRow()
    } else if (rest === '') row.cells.push('')
  }
  endRow()
  return rows
}

type Cell = { cell: string; length: number }

function quotedCell(rest: string, apart: RegExp): Cell | null {
  const [all, inside] = /^[ ]*"((?:[^"]|"")*)"[ ]*\r?/.exec(rest) ?? []
  if (all === undefined || inside === undefined) return null
  const after = rest.charAt(all.length)
  if (after !== '' && after !== '\n' && !apart.test(after)) return null
  return { cell: inside.replaceAll('""', '"'), length: all.length }
}

function plainCell(rest: string, apart: RegExp): Cell {
  const end = rest.search(new RegExp(`${apart.source}|\\n`))
  const length = end === -1 ? rest.length : end
  return { cell: rest.slice(0, length), length }
}

/** Rows as a spreadsheet copies them, which `rowsOf` reads as the same. */
export const writeRows = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => cells.map(writeCell).join('\t')).join('\n')

const writeCell = (cell: string): string => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
