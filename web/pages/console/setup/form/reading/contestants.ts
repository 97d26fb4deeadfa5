import { plain } from './plain.ts'
import { type Row, rowsOf } from './rows.ts'

/** What a column of a pasted list is; `number` is a running number, which the list itself gives. */
export type Role = 'name' | 'unit' | 'presenter' | 'group' | 'highlights' | 'number' | 'unused'
export const roles: readonly Role[] = ['name', 'unit', 'presenter', 'group', 'highlights', 'number', 'unused']
/** What becomes part of a contestant; any other column is not used. */
const used = ['name', 'unit', 'presenter', 'group', 'highlights'] as const

export type ReadContestant = { name: string } & Partial<Record<(typeof used)[number], string>>

/** A list of contestants as it was understood. */
export type ContestantTable = {
  /** What each column is, and what stands above it. */
  columns: { role: Role; head: string }[]
  rows: Row[]
  contestants: ReadContestant[]
  /** Rows above the heads, which say nothing about anybody. */
  above: string[]
  /** Lines in which no name stands. */
  nameless: number[]
  /** Names that stand there more than once, with nothing else to tell them apart. */
  repeated: string[]
}

const heads: Record<Exclude<Role, 'unused'>, RegExp> = {
  number: /^(序号|序|号|编号|出场顺序|出场序号|顺序|no\.?|nr\.?|#|number)$/i,
  name: /^(名称|名字|参评对象|参赛对象|参评单位|参赛单位|参评村|参赛村|选手|选手姓名|节目|节目名称|项目名称|被测评人|述职人|name|contestant|contestants)$/i,
  unit: /^(单位|所属单位|工作单位|推荐单位|选送单位|乡镇|镇|镇街|镇（街道）|乡镇街道|街道|所在乡镇|所属乡镇|部门|unit)$/i,
  presenter: /^(汇报人|发言人|主讲人|讲述人|展示人|宣讲人|演讲人|汇报人姓名|负责人|presenter|speaker)$/i,
  group: /^(片区|组|组别|分组|小组|类别|赛区|所在片区|group)$/i,
  highlights: /^(事迹|主要事迹|亮点|工作亮点|简介|介绍|highlights)$/i,
}
/** May be the name of a contestant, and is something else where a better one is there. */
const perhaps: [RegExp, Role][] = [
  [/^(姓名|书记|书记姓名)$/, 'presenter'],
  [/^(村|村名|村庄|社区|村社区|村（社区）|村\/社区|单位名称|职务)$/, 'unit'],
]

/** `chosen`: what somebody has said that the columns are, in the place of what was guessed. */
export function readContestants(text: string, chosen: readonly Role[] | null): ContestantTable {
  const all = rowsOf(text)
  const at = headRow(all)
  const head = at === null ? null : all[at]
  const rows = withoutNumbering(at === null ? all : all.slice(at + 1))
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length), head?.cells.length ?? 0)
  const guessed = head ? rolesFromHeads(head.cells, width) : rolesFromPlaces(rows, width)
  const columns = guessed.map((role, index) => ({
    role: chosen?.length === width ? (chosen[index] ?? role) : role,
    head: head?.cells[index] ?? '',
  }))
  const people = rows.map((row) => ({ line: row.line, contestant: contestantIn(row, columns) }))
  return {
    columns,
    rows,
    contestants: people.map(({ contestant }) => contestant).filter(({ name }) => name !== ''),
    above: at === null ? [] : all.slice(0, at).map(({ cells }) => cells.filter(Boolean).join(' ')),
    nameless: people.filter(({ contestant }) => contestant.name === '').map(({ line }) => line),
    repeated: repeatedIn(people.map(({ contestant }) => contestant)),
  }
}

/** What the columns are called that are not used although something stands in them; `nth` names one that has no head. */
export const unusedColumns = (
  { columns, rows }: Pick<ContestantTable, 'columns' | 'rows'>,
  nth: (n: number) => string,
): string[] =>
  columns.flatMap(({ role, head }, index) =>
    role === 'unused' && rows.some(({ cells }) => (cells[index] ?? '') !== '')
      ? [head || nth(index + 1)]
      : [],
  )

const tidy = (cell: string): string =>
  plain(cell).replace(/\s+/g, '').replaceAll('(', '（').replaceAll(')', '）')

const roleOfHead = (cell: string): Role | null =>
  (Object.entries(heads) as [Role, RegExp][]).find(([, form]) => form.test(tidy(cell)))?.[0] ??
  perhaps.find(([form]) => form.test(tidy(cell)))?.[1] ??
  null

/** Which of the first rows names the columns, if one does. */
function headRow(rows: Row[]): number | null {
  const found = rows.slice(0, 5).findIndex(({ cells }) => {
    const given = cells.filter((cell) => cell !== '')
    const known = given.filter((cell) => roleOfHead(cell) !== null)
    return known.length > 0 && known.length * 2 >= given.length
  })
  return found === -1 ? null : found
}

function rolesFromHeads(cells: string[], width: number): Role[] {
  const given = Array.from({ length: width }, (_, index) => roleOfHead(cells[index] ?? '') ?? 'unused')
  const isPerhaps = (cell: string) => perhaps.some(([form]) => form.test(tidy(cell)))
  if (!given.includes('name')) {
    // 村, 姓名: the village competes and the person presents it. 单位, 姓名: the person does.
    const at = cells.findIndex((cell) => perhaps[1]?.[0].test(tidy(cell)))
    const first = at === -1 ? cells.findIndex(isPerhaps) : at
    const only = first === -1 ? given.indexOf('unit') : first
    if (only !== -1) given[only] = 'name'
  }
  // Of two columns for one thing the first is it.
  return given.map((role, index) => (role !== 'number' && given.indexOf(role) < index ? 'unused' : role))
}

const inOrder: readonly Role[] = ['name', 'unit', 'group', 'presenter']

function rolesFromPlaces(rows: Row[], width: number): Role[] {
  const isNumbered =
    width > 1 &&
    rows.every(({ cells }, index) => Number(plain(cells[0] ?? '').replace(/[.、]$/, '')) === index + 1)
  return Array.from({ length: width }, (_, index) => {
    if (isNumbered && index === 0) return 'number'
    return inOrder[isNumbered ? index - 1 : index] ?? 'unused'
  })
}

const numbering = /^(?:\(\s*(\d+)\s*\)|(\d+)\s*[.、)]|(\d+)\s+)\s*(?=[^\d\s.])/

/** `1. 西村`, `2、东村`: running numbers before the names, where every line has its own. */
function withoutNumbering(rows: Row[]): Row[] {
  const found = rows.map(({ cells }) => numbering.exec(plain(cells[0] ?? '')))
  const isNumbered =
    rows.length > 1 && found.every((one, index) => Number(one?.slice(1).find(Boolean)) === index + 1)
  if (!isNumbered) return rows
  return rows.map(({ line, cells: [first = '', ...others] }, index) => ({
    line,
    cells: [first.slice(found[index]?.[0].length ?? 0).trim(), ...others],
  }))
}

function contestantIn({ cells }: Row, columns: { role: Role }[]): ReadContestant {
  const contestant: ReadContestant = { name: '' }
  for (const role of used) {
    const cell = cells[columns.findIndex((column) => column.role === role)] ?? ''
    if (cell !== '') contestant[role] = cell
  }
  return contestant
}

function repeatedIn(contestants: ReadContestant[]): string[] {
  const keys = contestants.map((one) => JSON.stringify([one.name, one.unit, one.presenter, one.group]))
  const again = contestants.filter(
    ({ name }, index) => name !== '' && keys.indexOf(keys[index] ?? '') < index,
  )
  return [...new Set(again.map(({ name }) => name))]
}
