import { readFileSync } from 'node:fs'
import type { Contest } from '#contract/contest.ts'
import type { RosterRow } from '#contract/people.ts'
import { readRoster, type RosterTable, type TableFault } from '#core/roster/read-roster.ts'
import { fields } from '#core/roster/titles.ts'
import { readTable, type TableFile } from '#core/table/read-table.ts'
import { type Sheet, UnreadableTable } from '#core/table/table.ts'
import { faultSentence } from '#terminal/sentences.ts'
import { errorMessage, UserError } from '#terminal/user-error.ts'
import { faultsIn } from './contest-files.ts'

/** Who is on a roster, how its file was understood (a sentence each), and its first rows as they were understood. */
export type RosterFile = { rows: RosterRow[]; notes: string[]; firstRows: string[] }

/**
 * Reads a roster from whatever the console reads it from, in the same way: CSV, text or a workbook, of which the named sheet counts, or else
 * the first that is shown. Throws a `UserError` that lists every fault with its row, or the sheets that there are.
 */
export const readRosterFile = (file: string, contest: Contest, sheetName?: string): RosterFile => {
  const tables = tablesIn(file)
  const sheet = sheetIn(file, tables, sheetName)
  const table = readRoster(sheet, contest)
  if (table.faults.length > 0) throw faultsIn(file, table.faults.map(inRow), asides(tables, sheet, table))
  return {
    rows: table.added,
    notes: notesOf(file, contest, tables, sheet, table),
    firstRows: table.rows.slice(0, mostRows).map((row) => rowAs(contest, row)),
  }
}

const mostRows = 8

const sheetIn = (file: string, { sheets }: TableFile, name: string | undefined): Sheet => {
  const [first] = sheets
  const found = name === undefined ? first : sheets.find((sheet) => sheet.name === name)
  if (found !== undefined) return found
  const names = sheets.map((sheet) => `‘${sheet.name}’`).join(', ')
  throw new UserError(
    `${file} has no sheet ‘${name}’ that it shows; there ${sheets.length === 1 ? 'is' : 'are'}: ${names}.`,
  )
}

const rowAs = (
  contest: Contest,
  { line, id, electorate, name, unit }: RosterTable['rows'][number],
): string => {
  const seat = contest.electorates.find((one) => one.id === electorate)?.name ?? electorate
  return `row ${line}: ${[id, seat, name, unit].filter(Boolean).join(' · ')}`
}

const tablesIn = (file: string): TableFile => {
  const bytes = bytesOf(file)
  try {
    return readTable(bytes)
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error
    throw faultsIn(file, [faultSentence(error.wrong)])
  }
}

const bytesOf = (file: string): Uint8Array => {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new UserError(`${file} cannot be read (${errorMessage(error)}): check the path.`)
  }
}

const inRow = ({ line, field, ...wrong }: TableFault): string =>
  `row ${line}${field === undefined ? '' : `, ${field}`}: ${faultSentence(wrong)}`

const listed = (items: readonly (string | number)[]): string => items.join(', ')

const notesOf = (
  file: string,
  contest: Contest,
  tables: TableFile,
  sheet: Sheet,
  table: RosterTable,
): string[] => {
  const counts = contest.electorates.flatMap(({ id, name }) => {
    const count = table.added.filter(({ electorate }) => electorate === id).length
    return count > 0 ? [`${name} ${count}`] : []
  })
  const columns = fields.flatMap((field) => {
    const title = table.titles.find(({ column }) => column === table.columns[field])
    return title === undefined ? [] : [`${field} from ‘${title.title}’`]
  })
  return [
    `${file}: ${table.added.length} people (${listed(counts)}); ${listed(columns)}`,
    ...asides(tables, sheet, table),
  ]
}

const mostLines = 10

/** What was not used, and what was not said in the table. */
const asides = ({ sheets, hidden }: TableFile, { name: used }: Sheet, table: RosterTable): string[] => {
  const others = sheets.flatMap(({ name }) => (name === used ? [] : [name]))
  const { ids, electorate, unused, above, headsAgain, leftOut, nameless } = table
  const told: [unknown, string][] = [
    [used, `sheet ‘${used}’ was read${others.length > 0 ? `; not read: ${listed(others)}` : ''}`],
    [hidden.length, `hidden sheets, not read: ${listed(hidden)}`],
    [
      unused.length,
      `columns that are not used: ${listed(unused.map(({ title, column }) => title || column + 1))}`,
    ],
    [above.length, `rows above the titles, not read: ${listed(above.map(({ line }) => line))}`],
    [headsAgain.length, `rows that are the titles again, not read: ${listed(headsAgain)}`],
    [leftOut.length, `hidden rows, not read: ${listed(leftOut)}`],
    [
      nameless.length,
      `rows without a name: ${listed(nameless.slice(0, mostLines))}${nameless.length > mostLines ? ` and ${nameless.length - mostLines} more` : ''}`,
    ],
    [electorate, `everybody is in the electorate ‘${electorate}’: the table does not say`],
    [ids === 'made', 'there is no column of ids: they were made from the electorate and a number'],
    [
      ids === 'running',
      'ids are the numbers of the rows: another list with the same numbers means the same people',
    ],
    [
      ids === 'private',
      'ids are private numbers: they stand in the record of every round with names, for everybody to read',
    ],
  ]
  return told.flatMap(([isSo, sentence]) => (isSo ? [sentence] : []))
}
