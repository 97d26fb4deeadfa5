import type { Sheet, TableRow } from '#core/table/table.ts'
import { type Field, type IdKind, meaningOf } from './titles.ts'

/** In which column, from 0, each field stands; null for one that is in none. */
export type Columns = Record<Field, number | null>

export type Title = { column: number; title: string; hidden: boolean }

/** The row that names the columns, and what they are taken for. */
export type Head = {
  /** Null where no row names them. */
  row: TableRow | null
  titles: Title[]
  columns: Columns
  /** What ids are taken from, as its title tells. */
  idKind: IdKind | undefined
}

const rowsLookedAt = 10

/** The row among the first ten that holds the most known titles, at least two of them unless it is the only column. */
export function findHead({ rows }: Sheet): TableRow | null {
  const scored = rows.slice(0, rowsLookedAt).map((row) => ({ row, score: scoreOf(row) }))
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one), {
    row: null as TableRow | null,
    score: 0,
  })
  if (best.row === null) return null
  const isOnlyColumn = rows.every(({ cells }) => cells.length <= 1)
  if (best.score <= 1 && !isOnlyColumn) return null
  return withRowBelow(best.row, rows[rows.indexOf(best.row) + 1])
}

/** Titles in two rows, where the lower ones stand below one that has none or none that is known: 所属 over 类别 and 单位. */
function withRowBelow(row: TableRow, below: TableRow | undefined): TableRow {
  if (below === undefined || !isOfTitles(below)) return row
  const isKnown = (cell: string | undefined) =>
    cell !== undefined && cell !== '' && meaningIn(cell) !== undefined
  const isAbove = below.cells.every((cell, column) => cell === '' || !isKnown(row.cells[column]))
  if (!isAbove) return row
  const width = Math.max(row.cells.length, below.cells.length)
  const cells = Array.from({ length: width }, (_, column) => below.cells[column] || (row.cells[column] ?? ''))
  return { ...below, cells }
}

/** Whether all that stands in a row is the title of a column. */
export function isOfTitles({ cells }: TableRow): boolean {
  const filled = cells.filter((cell) => cell !== '')
  return filled.length > 1 && filled.every((cell) => meaningIn(cell) !== undefined)
}

/** A title is short: a sentence above the table that speaks of names is none. */
const longestTitle = 40

const meaningIn = (cell: string) => (cell.length > longestTitle ? undefined : meaningOf(cell))

const scoreOf = ({ cells }: TableRow): number =>
  new Set(cells.flatMap((cell) => meaningIn(cell)?.field ?? [])).size

/**
 * What stands where in a sheet, by its titles. Of two columns for the same field the better one is taken, of equal ones the first; one
 * that the spreadsheet hides is not. Many things are called a group or a category: a column is the electorates' if a cell of it
 * `names` one, or if its title says nothing else.
 */
export function headOf(sheet: Sheet, row: TableRow | null, names: (cell: string) => boolean): Head {
  const titles = titlesIn(sheet, row)
  const columns: Columns = {
    id: null,
    electorate: null,
    name: null,
    unit: null,
    excused: null,
    recuse: null,
    shadow: null,
  }
  const ranks = new Map<Field, number>()
  let idKind: IdKind | undefined
  for (const { column, title, hidden } of titles) {
    const meaning = hidden ? undefined : meaningIn(title)
    if (meaning === undefined || meaning.rank >= (ranks.get(meaning.field) ?? Infinity)) continue
    if (meaning.isVague && !cellsOf(sheet, column).some(names)) continue
    ranks.set(meaning.field, meaning.rank)
    columns[meaning.field] = column
    if (meaning.field === 'id') idKind = meaning.idKind
  }
  return { row, titles, columns, idKind }
}

const cellsLookedAt = 1_000

const cellsOf = ({ rows }: Sheet, column: number): string[] => [
  ...new Set(rows.slice(0, cellsLookedAt).flatMap(({ cells }) => cells[column] || [])),
]

/** A title in several lines is read as one. Columns without a title, in which something stands, have an empty one. */
function titlesIn({ rows, hiddenColumns }: Sheet, row: TableRow | null): Title[] {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  return Array.from({ length: width }, (_, column) => ({
    column,
    title: (row?.cells[column] ?? '').replace(/\s+/gu, ' '),
    hidden: hiddenColumns.includes(column),
  }))
}
