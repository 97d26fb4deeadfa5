import type { Contest } from '#contract/contest.ts'
import type { AddVoters, PersonalCode, RosterRow } from '#contract/people.ts'
import type { Fault } from '#contract/faults.ts'
import { fault } from '#core/faults.ts'
import { judgeRows, type Judged, type KnownPerson } from '#core/roster/judge.ts'
import type { ContestState } from '#core/contest/state.ts'
import { addVoters } from '#functions/routes.ts'
import { changeContest, type Change } from '#services/change-contest.ts'
import { documentOf, freshContest } from '#runtime/contests.ts'
import { http } from '#runtime/http.ts'
import { keptOf, withNewCode } from '#services/people.ts'
import { badRequest, notFound, Problem } from '#runtime/problem.ts'
import { personUpdate, personWrites, readPerson, type Person } from '#store/people.ts'
import type { TransactItems } from '#store/transact.ts'

/** A row with its number in the request, from 1. */
type Row = RosterRow & { row: number }
/** What a request says of its rows besides. */
type List = Pick<AddVoters, 'replace' | 'import'>
type By = { actor: string; at: string }

/** A transaction has at most 100 writes: two for each new person, and two for the event and the head. */
const rowsPerTransaction = 49

/**
 * POST …/voters: rows go in together with the event that counts them, so the number of eligible voters is never off. A list with
 * a fault is refused as a whole.
 */
export const handler = http(addVoters, async ({ path, body, session, at }) => {
  const { voters: sent, ...list } = body
  const rows = sent.map((row, index) => ({ ...row, row: index + 1 }))
  const known = await freshContest(path.contest)
  if (!known) throw notFound()
  refuse(judged(known.contest, rows, await readPeople(path.contest, rows)), rows, list)

  const voters: PersonalCode[] = []
  for (let start = 0; start < rows.length; start += rowsPerTransaction) {
    const some = rows.slice(start, start + rowsPerTransaction)
    voters.push(...(await addRows(path.contest, some, list, { actor: session.person, at })))
  }
  return { body: { voters } }
})

const judged = (contest: Contest, rows: readonly Row[], people: ReadonlyMap<string, Person>): Judged =>
  judgeRows(contest, rows, [...people.values()])

const said = ({ name = '', unit = '', recuse = [], excused }: KnownPerson): string =>
  [name, unit, recuse.join(' '), excused ? 'excused' : ''].filter((text) => text !== '').join(' · ')

/** Throws what is wrong with rows, or whom they would change although the request does not want that. */
function refuse({ faults, changed }: Judged, rows: readonly Row[], { replace }: List): void {
  const place = (index: number) => `$.voters[${(rows[index]?.row ?? 0) - 1}]`
  if (faults.length > 0)
    throw badRequest(
      faults.map(({ index, field, ...wrong }) => ({ path: `${place(index)}.${field}`, ...wrong })),
    )
  if (replace !== false || changed.length === 0) return
  const errors = changed.map(({ before, after }): Fault => {
    const index = rows.findIndex(({ id }) => id === after.id)
    return fault(place(index), 'person-changes', {
      id: after.id,
      was: said(before),
      now: said(after),
    })
  })
  throw new Problem('not-allowed', { reason: 'people-would-change', errors })
}

async function addRows(id: string, rows: Row[], list: List, by: By): Promise<PersonalCode[]> {
  const { decided } = await changeContest(id, by, async (state) => {
    if (!state) throw notFound()
    const people = await readPeople(id, rows)
    const contest = await documentOf(id, state)
    const fits = judged(contest, rows, people)
    refuse(fits, rows, list)
    return changeOf({ contest, state, since: by.at, list }, fits, people)
  })
  return decided.added
}

type Around = { contest: Contest; state: ContestState; since: string; list: List }

function changeOf(
  around: Around,
  { added: newRows, changed }: Judged,
  people: ReadonlyMap<string, Person>,
): Change & { added: PersonalCode[] } {
  const fresh = newRows.map((row) => withNewCode(newPerson(around, row)))
  const updates = changed.flatMap(({ after: { id, name, unit, excused, recuse } }) => {
    const before = people.get(id)
    return before
      ? [personUpdate(before, { name, unit, ...keptOf({ excused, recuse }) }, around.list.import)]
      : []
  })
  const together: TransactItems = [...updates, ...fresh.flatMap(({ person }) => personWrites(person))]
  const added = fresh.map(({ handover }) => handover)
  if (together.length === 0) return { events: [], added }
  const event = {
    type: 'votersAdded' as const,
    added: countsOf(newRows.filter(({ shadow }) => !shadow)),
    updated: updates.length,
    ...grown('excused', [...excusedBy(newRows, changed)]),
    ...grown(
      'shadow',
      newRows.filter(({ shadow }) => shadow).map(({ electorate }) => [electorate, 1]),
    ),
    ...(around.list.import !== undefined && { import: around.list.import }),
  }
  return { events: [event], together, added }
}

/** By how many people each electorate's excused ones grow, or fall. Shadow judges are in no base. */
function* excusedBy(added: readonly RosterRow[], changed: Judged['changed']): Iterable<[string, number]> {
  for (const { electorate, excused, shadow } of added) if (excused && !shadow) yield [electorate, 1]
  for (const { before, after } of changed) {
    const by = Number(after.excused ?? false) - Number(before.excused ?? false)
    if (by !== 0 && !before.shadow) yield [after.electorate, by]
  }
}

/** A field of an event that counts by electorate; nothing where there is nothing to count. */
function grown<Name extends string>(
  name: Name,
  by: readonly (readonly [string, number])[],
): { [Key in Name]?: Record<string, number> } {
  const counts: Record<string, number> = {}
  for (const [electorate, people] of by) counts[electorate] = (counts[electorate] ?? 0) + people
  const moved = Object.entries(counts).filter(([, people]) => people !== 0)
  const field: { [Key in Name]?: Record<string, number> } = {}
  if (moved.length > 0) field[name] = Object.fromEntries(moved)
  return field
}

function countsOf(rows: readonly RosterRow[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { electorate } of rows) counts[electorate] = (counts[electorate] ?? 0) + 1
  return counts
}

/** Who was removed and comes back begins where the sessions of before have ended. */
function newPerson(
  { contest, state, since, list }: Around,
  { id, electorate, name, unit, ...marks }: RosterRow,
): Omit<Person, 'code'> {
  const role = contest.electorates.find((candidate) => candidate.id === electorate)?.role ?? 'voter'
  const epoch = Object.hasOwn(state.revoked, id) ? (state.revoked[id]?.epoch ?? 1) : 1
  return {
    contest: contest.id,
    id,
    role,
    electorate,
    name,
    unit,
    ...keptOf(marks),
    epoch,
    since,
    import: list.import,
  }
}

/** Reads a few rows at a time: five hundred at once would wait for a connection longer than one may take to be made. */
async function readPeople(contest: string, rows: readonly Row[]): Promise<Map<string, Person>> {
  const people = new Map<string, Person>()
  for (let start = 0; start < rows.length; start += rowsPerTransaction) {
    const some = rows.slice(start, start + rowsPerTransaction)
    for (const person of await Promise.all(some.map(({ id }) => readPerson(contest, id))))
      if (person) people.set(person.id, person)
  }
  return people
}
