import writeExcelFile, { type CellObject } from 'write-excel-file/universal'
import type { Cell } from '../../../state/csv.ts'
import type { Sheet } from './tables.ts'

/** A workbook with these sheets; the first row of each stands bold and stays in sight. */
export const xlsxOf = (sheets: readonly Sheet[]): Promise<Blob> =>
  writeExcelFile(
    sheets.map(({ name, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: (rows[0] ?? []).map((_, column) => ({ width: widthOf(rows, column) })),
      data: rows.map((row, index) => row.map((cell) => written(cell, index === 0))),
    })),
    { fontFamily: 'Arial', fontSize: 11 },
  ).toBlob()

/** Figures are numbers with the places that were announced; everything else is typed as text, which no spreadsheet calculates. */
function written(cell: Cell, isHead: boolean): CellObject | null {
  if (cell === null) return null
  if ('figure' in cell) return { type: Number, value: Number(cell.figure), format: formatOf(cell.figure) }
  return { type: String, value: cell.text, ...(isHead && { fontWeight: 'bold' }) }
}

const mostPlaces = 4

/** `50.00` is shown with two places. */
function formatOf(figure: string): string {
  const [, decimals = ''] = figure.split('.')
  return decimals === '' ? '0' : `0.${'0'.repeat(Math.min(decimals.length, mostPlaces))}`
}

const [narrowest, widest] = [6, 60]

/** Wide enough for the longest cell; a Chinese character takes two. */
function widthOf(rows: Cell[][], column: number): number {
  const lengths = rows.map((row) => {
    const cell = row[column]
    const content = !cell ? '' : 'figure' in cell ? cell.figure : cell.text
    return [...content].reduce((sum, letter) => sum + (letter > '\u2E80' ? 2 : 1), 2)
  })
  return Math.min(widest, Math.max(narrowest, ...lengths))
}
