import { UnreadableTable } from './unreadable-table.ts'

/** More than any roster has. What is longer would only fill the memory of the page, however small its file is. */
export const limits = { fileBytes: 30_000_000, unpackedBytes: 100_000_000, rows: 200_000, columns: 100 }

/** Puts what stands in a column (from 0) into a row. Empty cells, of which a sheet may have any number, take no room. */
export function putCell(cells: string[], column: number, content: string): void {
  if (content === '') return
  if (column >= limits.columns) throw new UnreadableTable('too-many-cells')
  while (cells.length < column) cells.push('')
  cells[column] = content
}

/** Adds a row unless nothing stands in it. */
export function putRow<Row extends { cells: string[] }>(rows: Row[], row: Row): void {
  if (row.cells.length === 0) return
  if (rows.length >= limits.rows) throw new UnreadableTable('too-many-cells')
  rows.push(row)
}
