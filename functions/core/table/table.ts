import type { Wrong } from '#contract/faults.ts'

/** A table as its file has it: what stands in its cells, where, and what cannot be relied on. */

/** Something about a cell that makes what stands in it doubtful: whoever uses the column has to refuse it. */
type CellTrouble = { column: number; wrong: Wrong }

/** A row with its place: its line in a text, or its number in a spreadsheet. Cells end with the last that holds something. */
export type TableRow = {
  line: number
  cells: string[]
  /** The spreadsheet does not show it: hidden by hand, or left out by a filter. */
  hidden?: true
  troubles?: CellTrouble[]
}

export type Sheet = {
  /** What stands on its tab; empty for a text. */
  name: string
  hidden: boolean
  /** Rows in which something stands. */
  rows: TableRow[]
  /** Columns, from 0, that the spreadsheet does not show. */
  hiddenColumns: number[]
  /** What parts the cells of a text; none in a spreadsheet. */
  separator?: string
}

/** A file or text that is no table, or more of one than anybody's roster. */
export class UnreadableTable extends Error {
  readonly wrong: Wrong

  constructor(wrong: Wrong, cause?: unknown) {
    super(wrong.code, { cause })
    this.wrong = wrong
  }
}
