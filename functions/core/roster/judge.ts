import type { Contest } from '#contract/contest.ts'
import type { Wrong } from '#contract/faults.ts'
import { hiddenLetter, idForm, isReserved, longestLine } from '#contract/id-form.ts'
import type { RosterRow } from '#contract/people.ts'
import { wrong } from '#core/faults.ts'
import { likenessOf } from '#core/look-alike.ts'
import type { Field } from './titles.ts'

/** Somebody who has a seat already; staff has no electorate. */
export type KnownPerson = {
  id: string
  electorate?: string | undefined
  name?: string | undefined
  unit?: string | undefined
  excused?: boolean | undefined
  recuse?: readonly string[] | undefined
  shadow?: boolean | undefined
}

/** A row with the number by which whoever sent it finds it. */
type PlacedRow = RosterRow & { row: number }

/** What is wrong with a row: `index` is its place in the list that was judged. */
type RowFault = { index: number; field: Field } & Wrong

/** What becomes of a list: people who are new, people who stay as they are, and people of whom something changes. */
export type Judged = {
  faults: RowFault[]
  added: RosterRow[]
  unchanged: RosterRow[]
  changed: { before: KnownPerson; after: RosterRow }[]
}

/**
 * The one rule of what may be on a roster, for the API, the console and the command line. Rows that nothing is wrong with are told apart
 * by what they do; nothing is to be written while there is a fault. A name or unit that a row does not give stays as it was.
 * `known` are the people on the roster, or at least those whom the rows name.
 */
export function judgeRows(
  contest: Contest,
  rows: readonly PlacedRow[],
  known: readonly KnownPerson[],
): Judged {
  const judged: Judged = { faults: [], added: [], unchanged: [], changed: [] }
  const people = new Map(known.map((person) => [person.id, person]))
  const likes = new Map(known.map(({ id }) => [likenessOf(id), id]))
  const rowOf = new Map<string, number>()
  for (const [index, { row, ...said }] of rows.entries()) {
    const before = people.get(said.id)
    const wrongs = [
      ...idWrongs(said.id, rowOf.get(said.id), likes),
      ...electorateWrongs(contest, said, before),
      ...lineWrongs(said),
      ...markWrongs(contest, said, before),
    ]
    rowOf.set(said.id, rowOf.get(said.id) ?? row)
    if (said.id !== '' && !likes.has(likenessOf(said.id))) likes.set(likenessOf(said.id), said.id)
    judged.faults.push(...wrongs.map(([field, found]) => ({ index, field, ...found })))
    if (wrongs.length > 0) continue
    if (before === undefined) judged.added.push(said)
    else if (isAsBefore(before, said)) judged.unchanged.push({ ...said, ...linesOf(before, said) })
    else judged.changed.push({ before, after: { ...said, ...linesOf(before, said) } })
  }
  return judged
}

type FieldWrong = [Field, Wrong]

function idWrongs(id: string, earlier: number | undefined, likes: ReadonlyMap<string, string>): FieldWrong[] {
  if (id === '') return [['id', wrong('cell-empty')]]
  const formWrong = idWrong(id)
  if (formWrong !== undefined) return [['id', formWrong]]
  if (earlier !== undefined) return [['id', wrong('row-repeated', { id, row: earlier })]]
  const like = likes.get(likenessOf(id)) ?? id
  return like === id ? [] : [['id', wrong('id-looks-like', { id, like })]]
}

function idWrong(id: string): Wrong | undefined {
  if (!idForm.test(id)) return wrong('id-form', { pattern: idForm.source })
  if (isReserved(id)) return wrong('reserved-word')
  return hiddenLetter.test(id) ? wrong('hidden-letter') : undefined
}

/** Nobody changes sides: marks given for one electorate cannot follow a voter to another. */
function electorateWrongs(
  { electorates }: Contest,
  { id, electorate }: RosterRow,
  before: KnownPerson | undefined,
): FieldWrong[] {
  if (electorate === '') return [['electorate', wrong('cell-empty')]]
  const known = electorates.find((one) => one.id === electorate)
  const seat = before?.electorate ?? (before && 'staff')
  if (known === undefined) return [['electorate', wrong('unknown-electorate', { id: electorate })]]
  if (known.admission === 'open') return [['electorate', wrong('electorate-without-roster', { electorate })]]
  if (seat === undefined || seat === electorate) return []
  return [['electorate', wrong('other-electorate', { id, electorate: seat })]]
}

const lineWrongs = ({ name = '', unit = '' }: RosterRow): FieldWrong[] =>
  (['name', 'unit'] as const).flatMap((field): FieldWrong[] =>
    ({ name, unit })[field].length > longestLine
      ? [[field, wrong('text-too-long', { most: longestLine })]]
      : [],
  )

/** Nobody's marks begin or cease to count on the way: whether a judge is a shadow stays as it is. */
function markWrongs(
  { electorates, contestants }: Contest,
  { id, electorate, recuse = [], shadow }: RosterRow,
  before: KnownPerson | undefined,
): FieldWrong[] {
  const stranger = recuse.find((one) => !contestants.some((contestant) => contestant.id === one))
  const isJudge = electorates.some((one) => one.id === electorate && one.role === 'judge')
  return [
    ...(stranger === undefined
      ? []
      : ([['recuse', wrong('unknown-contestant', { id: stranger })]] satisfies FieldWrong[])),
    ...(shadow && !isJudge ? ([['shadow', wrong('shadow-not-judge')]] satisfies FieldWrong[]) : []),
    ...(before && shadow !== undefined && shadow !== (before.shadow ?? false)
      ? ([['shadow', wrong('shadow-stays', { id })]] satisfies FieldWrong[])
      : []),
  ]
}

const isAsBefore = (before: KnownPerson, { name, unit, excused, recuse }: RosterRow): boolean =>
  (name === undefined || name === before.name) &&
  (unit === undefined || unit === before.unit) &&
  (excused === undefined || excused === (before.excused ?? false)) &&
  (recuse === undefined || recuse.toSorted().join(' ') === (before.recuse ?? []).toSorted().join(' '))

/** A person after a row: what it does not give stays. */
function linesOf(
  before: KnownPerson,
  row: RosterRow,
): Pick<RosterRow, 'name' | 'unit' | 'excused' | 'recuse'> {
  const excused = row.excused ?? before.excused
  const recuse = row.recuse ?? before.recuse
  const name = row.name ?? before.name
  const unit = row.unit ?? before.unit
  return {
    ...(name !== undefined && { name }),
    ...(unit !== undefined && { unit }),
    ...(excused && { excused }),
    ...(recuse && { recuse: [...recuse] }),
  }
}
