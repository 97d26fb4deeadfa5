import { limits, putCell, putTrouble, tooManyCells } from './limits.ts'
import type { TableRow } from './table.ts'

/** Cells that a spreadsheet shows as one: a column, from 0, and its first and last row. */
export type Range = { column: number; from: number; to: number }

const letters = 26
const firstLetter = 64

/** `B2:C5`: what stands in B2 belongs to the rows 2 to 5 of column B. Cells that are merged sideways only say nothing of other rows. */
export function rangeOf(reference = ''): Range[] {
  const [, name = '', from = '', to = ''] =
    /^\$?([A-Z]{1,3})\$?(\d+):\$?[A-Z]{1,3}\$?(\d+)$/.exec(reference) ?? []
  const column = [...name].reduce((sum, letter) => sum * letters + letter.charCodeAt(0) - firstLetter, 0) - 1
  if (name === '' || column >= limits.columns || Number(from) >= Number(to)) return []
  return [{ column, from: Number(from), to: Number(to) }]
}

/** Gives each row of a merged cell what stands in it. Rows in which nothing else stands are not there. */
export function fillMerged(rows: readonly TableRow[], ranges: readonly Range[]): void {
  let copied = 0
  for (const { column, from, to } of ranges) {
    const start = firstFrom(rows, from)
    const first = rows[start]
    if (first?.line !== from) continue
    const content = first.cells[column] ?? ''
    const troubles = first.troubles?.filter((trouble) => trouble.column === column)
    for (let index = start + 1; index < rows.length; index++) {
      const row = rows[index]
      if (row === undefined || row.line > to) break
      copied += 1
      if (copied > limits.copies) throw tooManyCells()
      if ((row.cells[column] ?? '') !== '') continue
      putCell(row.cells, column, content)
      putTrouble(row, column, troubles)
    }
  }
}

/** Index of the first row whose line is not above `line`. */
function firstFrom(rows: readonly TableRow[], line: number): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.line ?? 0) < line) low = middle + 1
    else high = middle
  }
  return low
}
