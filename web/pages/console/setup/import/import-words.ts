import type { Contest } from '#contract/contest.ts'
import type { RosterRow } from '#contract/people.ts'
import type { RosterTable, TableFault } from '#core/roster/read-roster.ts'
import type { Field } from '#core/roster/titles.ts'
import type { KnownPerson } from '#core/roster/judge.ts'
import { common } from '../../../../i18n/common.ts'
import { sayWrong } from '../../../../i18n/faults.ts'
import { electorateName } from '../../../../state/rounds.ts'
import { roster as titles } from '../roster-words.ts'
import { imports as t } from './words.ts'

export const fieldName = (field: Field): string => titles[field]

/** Where in the table something is wrong, and what; electorates by the names that people know. */
export function sayTableFault(contest: Contest, fault: TableFault): { where: string; what: string } {
  const { line, field, given = '' } = fault
  const place = [t.line(line), ...(field === undefined ? [] : [fieldName(field)])].join(' ')
  const told = 'electorate' in fault.params ? named(contest, fault) : fault
  const quoted = given === '' || isQuoted(fault) ? '' : t.quoted(given)
  return { where: place + quoted, what: sayWrong({ path: '$', ...told }) }
}

/** Whether the sentence says itself what stands in the cell. */
const isQuoted = ({ params, given = '' }: TableFault): boolean => Object.values(params).includes(given)

function named(contest: Contest, fault: TableFault): TableFault {
  const params: Record<string, unknown> = { ...fault.params }
  if (typeof params.electorate === 'string') params.electorate = electorateName(contest, params.electorate)
  return { ...fault, params } as TableFault
}

/** How many people of each electorate are new, stay and change; electorates without any are left out. */
export const countsOf = ({ electorates }: Contest, { added, unchanged, changed }: RosterTable) =>
  electorates
    .map(({ id, name }) => {
      const of = (rows: readonly RosterRow[]) => rows.filter(({ electorate }) => electorate === id).length
      return {
        id,
        name,
        added: of(added),
        unchanged: of(unchanged),
        changed: of(changed.map(({ after }) => after)),
      }
    })
    .filter((one) => one.added + one.unchanged + one.changed > 0)

const said = ({ name = '', unit = '', excused, recuse = [] }: KnownPerson): string =>
  [
    name === '' ? t.nameless : name,
    unit,
    recuse.length === 0 ? '' : `${titles.recuse} ${recuse.join(' ')}`,
    excused ? titles.excused : '',
  ]
    .filter((text) => text !== '')
    .join(' · ')

/** What becomes of somebody: 王明 · 东村 → 赵四 · 西村. */
export const sayChange = ({ before, after }: RosterTable['changed'][number]): string =>
  t.change(after.id, said(before), said(after))

const listed = (items: readonly (string | number)[]): string => items.join(common.separator)

/** What of the file does not count, and what was taken for granted: a sentence each, the grave ones apart. */
export function notesOf(
  table: RosterTable,
  hiddenSheets: readonly string[],
): { notes: string[]; warnings: string[] } {
  const { ids, unused, above, headsAgain, leftOut, nameless, head } = table
  const titleOf = ({ title, column, hidden }: RosterTable['titles'][number]) =>
    (title === '' ? t.untitled(column + 1) : title) + (hidden ? t.hiddenMark : '')
  const notes: [boolean, () => string][] = [
    [unused.length > 0, () => t.unused(listed(unused.map(titleOf)))],
    [
      above.length > 0,
      () => t.above(head?.line ?? 1, listed(above.map(({ cells }) => cells.filter(Boolean).join(' ')))),
    ],
    [headsAgain.length > 0, () => t.headsAgain(listed(headsAgain))],
    [leftOut.length > 0, () => t.leftOut(leftOut.length, listed(leftOut.slice(0, mostLines)))],
    [hiddenSheets.length > 0, () => t.hiddenSheets(listed(hiddenSheets))],
    [nameless.length > 0, () => t.namelessRows(nameless.length, listed(nameless.slice(0, mostLines)))],
    [ids === 'made', () => t.idsMade],
    [table.columns.name === null, () => t.noNames],
  ]
  const warnings: [boolean, () => string][] = [
    [ids === 'running', () => t.idsRunning],
    [ids === 'private', () => t.idsPrivate],
  ]
  const told = (list: typeof notes) => list.flatMap(([isSo, say]) => (isSo ? [say()] : []))
  return { notes: told(notes), warnings: told(warnings) }
}

const mostLines = 10
