import type { Contest } from '#contract/contest.ts'
import type { RosterTable } from '#core/roster/read-roster.ts'
import { type Field, fields } from '#core/roster/titles.ts'
import type { Sheet } from '#core/table/table.ts'
import { contestantOf, electorateName } from '../../../../state/rounds.ts'

export type PreviewColumn = { column: number; title: string; hidden: boolean; field: Field | '' }
export type PreviewRow = { line: number; id: string; cells: string[] }

/** The columns of a table, each with what it is taken for. */
export const columnsOf = ({ titles, columns }: RosterTable): PreviewColumn[] =>
  titles
    .map((title) => ({
      ...title,
      field: fields.find((field) => columns[field] === title.column) ?? ('' as const),
    }))
    .filter(({ title, hidden, field }) => title !== '' || field !== '' || !hidden)

/** The first people of a table: what is used as it was understood, the rest as it stands there. */
export function firstRows(contest: Contest, sheet: Sheet, table: RosterTable, most: number): PreviewRow[] {
  const lines = new Map(sheet.rows.map((row) => [row.line, row.cells]))
  const shown = columnsOf(table)
  return table.rows.slice(0, most).map((row) => {
    const cells = lines.get(row.line) ?? []
    const understood = (field: Field): string | undefined => {
      if (field === 'electorate') return electorateName(contest, row.electorate)
      if (field === 'recuse') return row.recuse?.map((id) => contestantOf(contest, id)?.name ?? id).join('、')
      return field === 'excused' || field === 'shadow' ? (row[field] ? '✓' : '') : row[field]
    }
    return {
      line: row.line,
      id: row.id,
      cells: shown.map(
        ({ column, field }) => (field === '' ? undefined : understood(field)) || (cells[column] ?? ''),
      ),
    }
  })
}

/** Rows that may hold the titles: the first ten. */
export const possibleHeads = ({ rows }: Sheet): { line: number; text: string }[] =>
  rows.slice(0, 10).map(({ line, cells }) => ({
    line,
    text: cells
      .filter((cell) => cell !== '')
      .join(' ')
      .slice(0, 40),
  }))
