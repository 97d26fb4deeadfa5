import { wrong } from '#core/faults.ts'
import { type TableRow, UnreadableTable } from './table.ts'

/** More than any roster has. What is longer would only fill the memory of whoever reads it, however small its file is. */
export const limits = {
  fileBytes: 30_000_000,
  unpackedBytes: 100_000_000,
  rows: 200_000,
  columns: 100,
  sheets: 250,
  /** Cells that merged ones are copied into. */
  copies: 1_000_000,
}

export const tooBig = (): UnreadableTable =>
  new UnreadableTable(wrong('table-too-big', { megabytes: limits.unpackedBytes / 1e6 }))
export const tooManyCells = (): UnreadableTable =>
  new UnreadableTable(wrong('too-many-cells', { rows: limits.rows, columns: limits.columns }))

/** Letters that nobody sees: marks of order and of breaks, which come along from web pages and chats. They part nothing and are no letter of a name. */
const unseen = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu
/** Where these scripts are written, joiners are letters. */
const joiners = /[\u200c\u200d]/gu
const joining = /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Emoji_Presentation}]/u

function seenIn(content: string): string {
  const seen = content.replace(unseen, '')
  return (joining.test(seen) ? seen : seen.replace(joiners, '')).trim()
}

/** Puts what stands in a column (from 0) into a row, as it is seen. Empty cells, of which a sheet may have any number, take no room. */
export function putCell(cells: string[], column: number, given: string): void {
  const content = seenIn(given)
  if (content === '') return
  if (column >= limits.columns) throw tooManyCells()
  while (cells.length < column) cells.push('')
  cells[column] = content
}

/** Adds a row unless nothing stands in it. */
export function putRow(rows: TableRow[], row: TableRow): void {
  if (row.cells.length === 0 && row.troubles === undefined) return
  if (rows.length >= limits.rows) throw tooManyCells()
  rows.push(row)
}

/** Notes that a cell is doubtful. */
export function putTrouble(row: TableRow, column: number, found: TableRow['troubles']): void {
  if (found === undefined || found.length === 0 || column >= limits.columns) return
  row.troubles = [...(row.troubles ?? []), ...found]
}
