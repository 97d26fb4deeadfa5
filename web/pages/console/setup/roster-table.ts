import type { Contest } from '#contract/contest.ts'
import type { Roster } from '#contract/office.ts'
import type { RosterRow } from '#contract/people.ts'
import { likenessOf } from '#core/look-alike.ts'
import type { TableRow } from './table-text.ts'
import { common } from '../../../i18n/common.ts'
import { everyRoster, otherTitles, roster as titles } from './roster-words.ts'
import { setup as t } from './words.ts'

type RowFault = { line: number; message: string }

/** The rows of a roster, or everything that is wrong with the table: nothing is sent while there is a fault. */
export type RosterTable = { rows: RosterRow[]; faults: RowFault[] }

const columns = ['id', 'electorate', 'name', 'unit'] as const
type Column = (typeof columns)[number]

const isTitled = (cell: string, column: Column): boolean =>
  [...everyRoster.map((titles) => titles[column].toLowerCase()), ...otherTitles[column]].includes(
    cell.toLowerCase(),
  )

const longestLine = 200
// As the contract has it: letters or digits of any script first, then `_`, `.` and `-` too.
const idForm = /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u

/** Reads a table with a first row of column titles, in Chinese or English; an electorate may be given by id or name. */
export function rosterOf(table: TableRow[], contest: Contest, known: Roster['voters']): RosterTable {
  const [head, ...body] = table
  if (head === undefined || body.length === 0)
    return { rows: [], faults: [{ line: 1, message: t.emptyTable }] }
  const places = placesOf(head.cells)
  const missing = (['id', 'electorate'] as const).filter((column) => places[column] === undefined)
  if (missing.length > 0) {
    const message = t.columnsMissing(missing.map((column) => titles[column]).join(common.separator))
    return { rows: [], faults: [{ line: head.line, message }] }
  }
  const judge = judgeOf(contest, known)
  const judged = body.map(({ line, cells }) => ({ line, ...judge(line, valuesIn(cells, places)) }))
  return {
    rows: judged.flatMap(({ row, faults }) => (faults.length === 0 ? [row] : [])),
    faults: judged.flatMap(({ line, faults }) => faults.map((message) => ({ line, message }))),
  }
}

type Values = Record<Column, string>

const placesOf = (cells: string[]): Partial<Record<Column, number>> =>
  Object.fromEntries(
    columns.flatMap((column) => {
      const place = cells.findIndex((cell) => isTitled(cell, column))
      return place === -1 ? [] : [[column, place]]
    }),
  )

function valuesIn(cells: string[], places: Partial<Record<Column, number>>): Values {
  const value = (column: Column) => cells[places[column] ?? -1] ?? ''
  return { id: value('id'), electorate: value('electorate'), name: value('name'), unit: value('unit') }
}

/** Judges row after row; what an earlier row took is taken. */
function judgeOf({ electorates }: Contest, known: Roster['voters']) {
  const lines = new Map<string, number>()
  const likes = new Map(known.map(({ id }) => [likenessOf(id), id]))
  const seats = new Map(known.map((person) => [person.id, person.electorate]))
  return (line: number, { id, electorate: given, name, unit }: Values) => {
    const electorate = electorates.find((one) => one.id === given || one.name === given)
    const before = lines.get(id)
    const seat = seats.get(id)
    if (before === undefined) lines.set(id, line)
    const like = likes.get(likenessOf(id)) ?? id
    likes.set(likenessOf(id), like)
    const faults: (string | false)[] = [
      id === '' && t.idMissing,
      id !== '' && !idForm.test(id) && t.idForm(id),
      before !== undefined && id !== '' && t.idTwice(id, before),
      like !== id && t.idLike(id, like),
      given === '' && t.electorateMissing,
      given !== '' &&
        electorate === undefined &&
        t.electorateUnknown(given, electorates.map((one) => one.name).join(common.separator)),
      electorate?.admission === 'open' && t.electorateOpen(electorate.name),
      seat !== undefined && electorate !== undefined && seat !== electorate.id && t.otherElectorate(id),
      (name.length > longestLine || unit.length > longestLine) && t.tooLong(longestLine),
    ]
    const row: RosterRow = {
      id,
      electorate: electorate?.id ?? given,
      ...(name !== '' && { name }),
      ...(unit !== '' && { unit }),
    }
    return { row, faults: faults.filter((fault) => fault !== false) }
  }
}
