import type { Contest } from '#contract/contest.ts'
import type { Wrong } from '#contract/faults.ts'
import type { RosterRow } from '#contract/people.ts'
import { wrong } from '#core/faults.ts'
import type { Sheet, TableRow } from '#core/table/table.ts'
import { idIn, nameIn, textWrong, unitIn } from './cells.ts'
import { electorateNamed, electoratesWithRoster, namesOf, noSuchElectorate } from './electorates.ts'
import { type Columns, findHead, type Head, headOf, isOfTitles, type Title } from './heads.ts'
import { judgeRows, type Judged, type KnownPerson } from './judge.ts'
import { contestantsIn, yesIn } from './marks.ts'
import { madeIds } from './made-ids.ts'
import { type Field, fields, type IdKind, meaningOf } from './titles.ts'

/** What somebody says of a table where it does not say so itself, or not rightly. */
export type Choices = {
  /** Line of the row with the titles; null where there is none. */
  head?: number | null
  columns?: Partial<Columns>
  /** Of everybody, where no column says so. */
  electorate?: string
  /** Electorates by what stands in the cells. */
  called?: Readonly<Record<string, string>>
  /** Whether rows that the spreadsheet hides belong to it. */
  withHidden?: boolean
}

/** What is wrong in a table, with the line and, where it is one cell, its column and what stands there. */
export type TableFault = { line: number; field?: Field; given?: string } & Wrong

/** A table as it was understood: everything that counts, and everything that does not. */
export type RosterTable = Omit<Judged, 'faults'> & {
  head: TableRow | null
  titles: Title[]
  columns: Columns
  /** Where ids come from: a column, or they were made. */
  ids: IdKind | 'made'
  /** Everybody's electorate, where no column says so. */
  electorate: string | undefined
  /** Rows as they were understood, with their lines, also those that something is wrong with. */
  rows: (RosterRow & { line: number })[]
  faults: TableFault[]
  /** Lines of people without a name, where there is a column of names. */
  nameless: number[]
  /** Titles of columns that are not used. */
  unused: Title[]
  /** Rows above the titles. */
  above: TableRow[]
  /** Lines of rows that name the columns once more. */
  headsAgain: number[]
  /** Lines of rows that the spreadsheet hides, and that are left out. */
  leftOut: number[]
  /** Lines of rows that the spreadsheet hides, left out or not. */
  hidden: number[]
  /** What stands in cells in the place of an electorate, and is none. */
  strangers: string[]
}

/** Reads a sheet as a roster of the contest. `known` is everybody on the roster, and the staff as far as it is known. */
export function readRoster(
  sheet: Sheet,
  contest: Contest,
  known: readonly KnownPerson[] = [],
  choices: Choices = {},
): RosterTable {
  const head = headIn(sheet, contest, choices)
  const { row, titles, columns } = head
  const electorate = columns.electorate === null ? everybodysElectorate(sheet, contest, choices) : undefined
  const body = bodyOf(sheet, row, choices)
  const ids = new Set(known.map(({ id }) => id))
  const isSparse = sparsely(body.rows)
  const read = body.rows.map((one) => ({
    ...rowIn(one, { columns, contest, electorate, choices, ids, isSparse }),
    ofRow: lengthWrong(sheet, row, one),
  }))
  const rows = columns.id === null ? withMadeIds(read, known) : read
  const judged = judgeRows(
    contest,
    rows.map(({ line, said }) => ({ row: line, ...said })),
    known,
  )
  return {
    ...judged,
    head: row,
    titles,
    columns,
    ids: idsOf(head, choices),
    electorate,
    rows: rows.map(({ line, said }) => ({ line, ...said })),
    faults: faultsOf({ contest, head, electorate, rows, judged, choices }),
    nameless:
      columns.name === null ? [] : rows.flatMap(({ line, said }) => (said.name === undefined ? [line] : [])),
    unused: titles.filter(
      ({ column, title }) =>
        !fields.some((field) => columns[field] === column) && (title !== '' || row === null),
    ),
    above: row === null ? [] : sheet.rows.filter(({ line }) => line < row.line),
    headsAgain: body.headsAgain,
    leftOut: choices.withHidden === true ? [] : body.hidden,
    hidden: body.hidden,
    strangers: [...new Set(rows.flatMap(({ stranger }) => stranger ?? []))],
  }
}

function headIn(sheet: Sheet, contest: Contest, { head, columns }: Choices): Head {
  const row = head === undefined ? findHead(sheet) : (sheet.rows.find(({ line }) => line === head) ?? null)
  const found = headOf(sheet, row, (cell) => meansElectorate(contest, cell))
  return { ...found, columns: { ...found.columns, ...columns } }
}

const meansElectorate = (contest: Contest, cell: string): boolean =>
  electorateNamed(contest, cell) !== undefined || noSuchElectorate(contest, cell).code === 'electorate-like'

/** Whether most rows have one cell only, so that one with a single cell is nothing unusual. */
function sparsely(rows: readonly TableRow[]): boolean {
  const single = rows.filter(({ cells }) => filledIn(cells).length === 1)
  return single.length * 2 > rows.length
}

const filledIn = (cells: readonly string[]): string[] => cells.filter((text) => text !== '')

/** In a text a cell too many has pushed all that follow it into the next column. */
function lengthWrong({ separator }: Sheet, head: TableRow | null, { cells }: TableRow): Wrong | undefined {
  if (separator === undefined || head === null || cells.length <= head.cells.length) return undefined
  return wrong('row-too-long', { cells: cells.length, titles: head.cells.length, separator })
}

/** What stands below a list, and is nobody: a sum, a note, a page, a place for a signature. */
const isRemark = (text = ''): boolean =>
  /^(合\s*计|总\s*计|共\s*计|小\s*计|总人数|以上共|制表|填表|审核|(备注|说明|注)[:：]|total\b)/i.test(text) ||
  /(签字|签名|签章|盖章|公章)[)）]?\s*[:：]?$/u.test(text) ||
  /^第\s*\d+\s*页/u.test(text)

/** 联系人：… stands in no id and is nobody's name. */
const isLabel = (text = ''): boolean => /^\p{Script=Han}[\p{Script=Han}\s、（）()]{0,11}[:：]/u.test(text)

/** What is written in the place of a name while there is nobody. */
const isNobody = (name: string): boolean =>
  /^(无|暂无|空|空缺|暂缺|缺|缺额|待定|待补|未定|n\/?a|tbd|[-—–－_/\\.?？…]+)$/iu.test(name)

/** A column that was chosen by hand is what it is chosen for. */
function idsOf({ columns, titles, idKind }: Head, { columns: chosen }: Choices): RosterTable['ids'] {
  if (columns.id === null) return 'made'
  if (chosen?.id === undefined) return idKind ?? 'own'
  const title = titles.find(({ column }) => column === chosen.id)?.title ?? ''
  return meaningOf(title)?.idKind ?? 'own'
}

/** That of the only roster there is, or the one that the sheet is named after. */
function everybodysElectorate(sheet: Sheet, contest: Contest, choices: Choices): string | undefined {
  if (choices.electorate !== undefined) return choices.electorate
  const possible = electoratesWithRoster(contest)
  const named = sheet.name === '' ? undefined : electorateNamed(contest, sheet.name)
  return (
    possible.find(({ id }) => id === named?.id)?.id ?? (possible.length === 1 ? possible[0]?.id : undefined)
  )
}

type Body = { rows: TableRow[]; headsAgain: number[]; hidden: number[] }

/** Rows below the titles, without those that the spreadsheet hides and those that are titles again: on each page of a printout, or in another language. */
function bodyOf({ rows }: Sheet, head: TableRow | null, { withHidden = false }: Choices): Body {
  const below = head === null ? rows : rows.filter(({ line }) => line > head.line)
  const isHead = (row: TableRow) =>
    head !== null && (row.cells.join('\t') === head.cells.join('\t') || isOfTitles(row))
  const people = below.filter((row) => !isHead(row))
  return {
    rows: people.filter(({ hidden }) => withHidden || hidden !== true),
    headsAgain: below.filter(isHead).map(({ line }) => line),
    hidden: people.filter(({ hidden }) => hidden === true).map(({ line }) => line),
  }
}

type ReadRow = {
  line: number
  said: RosterRow
  given: Record<Field, string>
  wrongs: [Field, Wrong][]
  /** What stands in a row that looks like nobody's: a sum, a remark, a single cell where others have more. */
  nobody: string | undefined
  /** What is wrong with the row as a whole. */
  ofRow?: Wrong | undefined
  stranger: string | undefined
}

type Context = {
  columns: Columns
  contest: Contest
  electorate: string | undefined
  choices: Choices
  /** Of everybody who is known. */
  ids: ReadonlySet<string>
  isSparse: boolean
}

function rowIn({ line, cells, troubles = [] }: TableRow, context: Context): ReadRow {
  const { columns, contest, electorate, choices, ids, isSparse } = context
  const cell = (field: Field) => (columns[field] === null ? '' : (cells[columns[field]] ?? ''))
  const given: Record<Field, string> = {
    id: cell('id'),
    electorate: cell('electorate'),
    name: cell('name'),
    unit: cell('unit'),
    excused: cell('excused'),
    recuse: cell('recuse'),
    shadow: cell('shadow'),
  }
  const called = choices.called?.[given.electorate]
  const seat =
    columns.electorate === null ? electorate : (called ?? electorateNamed(contest, given.electorate)?.id)
  const isStranger = given.electorate !== '' && seat === undefined
  const name = nameIn(given.name)
  const unit = unitIn(given.unit)
  const marks = marksIn(columns, given, contest)
  const wrongs = fields.flatMap((field): [Field, Wrong][] => {
    const trouble =
      troubles.find(({ column }) => column === columns[field])?.wrong ?? textWrong(field, given[field])
    return trouble === undefined ? [] : [[field, trouble]]
  })
  if (isStranger) wrongs.push(['electorate', noSuchElectorate(contest, given.electorate)])
  wrongs.push(...marks.wrongs)
  const filled = filledIn(cells)
  return {
    line,
    given,
    wrongs,
    stranger: isStranger ? given.electorate : undefined,
    nobody: isRowOfNobody(given, filled, isSparse) ? filled.join(' ') : undefined,
    said: {
      id: ids.has(given.id) ? given.id : idIn(given.id),
      electorate: seat ?? '',
      ...(name !== '' && { name }),
      ...(unit !== '' && { unit }),
      ...marks.said,
    },
  }
}

const isRowOfNobody = (given: Record<Field, string>, filled: readonly string[], isSparse: boolean): boolean =>
  [filled[0], given.id, given.name].some(isRemark) ||
  [given.id, given.name, given.name === '' ? filled[0] : ''].some(isLabel) ||
  isNobody(given.name) ||
  (filled.length === 1 && !isSparse)

type Marks = Pick<RosterRow, 'excused' | 'recuse' | 'shadow'>

/** What the columns say that only some rosters have; a column that is not there says nothing. */
function marksIn(
  columns: Columns,
  given: Record<Field, string>,
  contest: Contest,
): { said: Marks; wrongs: [Field, Wrong][] } {
  const said: Marks = {}
  const wrongs: [Field, Wrong][] = []
  for (const field of ['excused', 'shadow'] as const) {
    if (columns[field] === null) continue
    const answer = yesIn(given[field])
    if (typeof answer === 'boolean') said[field] = answer
    else wrongs.push([field, answer])
  }
  if (columns.recuse !== null) said.recuse = contestantsIn(contest, given.recuse)
  return { said, wrongs }
}

/** Without ids a person is a name and a unit: the same ones again may be anybody. */
function withMadeIds(rows: readonly ReadRow[], known: readonly KnownPerson[]): ReadRow[] {
  const ids = madeIds(
    rows.map(({ said }) => said),
    known,
  )
  const lines = new Map<string, number>()
  return rows.map((row, index) => {
    const key = JSON.stringify([row.said.electorate, row.said.name, row.said.unit])
    const earlier = lines.get(key)
    if (earlier === undefined) lines.set(key, row.line)
    const wrongs: ReadRow['wrongs'] = [
      ...row.wrongs,
      ...(row.said.name === undefined ? ([['name', wrong('cell-empty')]] as const) : []),
      ...(earlier !== undefined && row.said.name !== undefined
        ? ([['name', wrong('same-person', { row: earlier })]] as const)
        : []),
    ].map(([field, found]) => [field, found])
    return { ...row, wrongs, said: { ...row.said, id: ids[index] ?? '' } }
  })
}

type Found = {
  contest: Contest
  head: Head
  electorate: string | undefined
  rows: readonly ReadRow[]
  judged: Judged
  choices: Choices
}

function faultsOf({ contest, head, electorate, rows, judged, choices }: Found): TableFault[] {
  const ofTable = tableWrong(contest, head, electorate, rows) ?? besideWrong(head, choices)
  if (ofTable !== undefined) return [{ line: head.row?.line ?? 1, ...ofTable }]
  const byRow = new Map<number, [Field, Wrong][]>()
  for (const { index, field, ...found } of judged.faults)
    byRow.set(index, [...(byRow.get(index) ?? []), [field, found]])
  return rows.flatMap(({ line, given, wrongs, nobody, ofRow }, index): TableFault[] => {
    if (ofRow !== undefined) return [{ line, ...ofRow }]
    if (nobody !== undefined) return [{ line, ...wrong('not-a-person', { text: nobody }) }]
    const judgedHere = byRow.get(index) ?? []
    // What is wrong with a cell explains whatever its content is refused for.
    const all = [...wrongs, ...judgedHere.filter(([field]) => !wrongs.some(([other]) => other === field))]
    return all.map(([field, found]) => ({ line, field, given: given[field], ...found }))
  })
}

/** What keeps a whole table from being a roster. */
function tableWrong(
  contest: Contest,
  { row, columns }: Head,
  electorate: string | undefined,
  rows: readonly ReadRow[],
): Wrong | undefined {
  const isChosen = fields.some((field) => columns[field] !== null)
  if (row === null && !isChosen) return wrong('no-head', { titles: '编号 / 姓名 / 单位 / Id / Name / Unit' })
  if (isOfSpaces(row)) return wrong('cells-by-spaces')
  if (columns.id === null && columns.name === null) return wrong('person-without-column')
  if (rows.length === 0) return wrong('nobody-in-table')
  if (columns.electorate === null && electorate === undefined)
    return wrong('electorate-without-column', { known: namesOf(electoratesWithRoster(contest)) })
  return undefined
}

/** Titles in one cell with blanks between: the rows have more of them, or fewer. */
function isOfSpaces(row: TableRow | null): boolean {
  if (row?.cells.length !== 1) return false
  const parts = (row.cells[0] ?? '').split(/\s+/u)
  return new Set(parts.flatMap((title) => meaningOf(title)?.field ?? [])).size > 1
}

/** The same titles twice are two lists beside each other, of which the second would be left out; who chooses columns has seen that. */
function besideWrong({ titles }: Head, { columns }: Choices): Wrong | undefined {
  if (columns !== undefined) return undefined
  const shown = titles.filter(({ title, hidden }) => !hidden && meaningOf(title) !== undefined)
  const twice = shown.filter(({ title }, index) => shown.findIndex((one) => one.title === title) < index)
  const names = [...new Set(twice.map(({ title }) => title))]
  return names.length > 1 ? wrong('lists-beside', { titles: names.join(' / ') }) : undefined
}
