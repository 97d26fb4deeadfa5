import type { Contest } from '#contract/contest.ts'
import type { PersonalCode, RosterRow } from '#contract/people.ts'
import type { Fault } from '#contract/faults.ts'
import { fault } from '#core/faults.ts'
import { lookAlikes } from '#core/look-alike.ts'
import { addVoters } from '#functions/routes.ts'
import { changeContest, type Change } from '#services/change-contest.ts'
import { documentOf, freshContest } from '#runtime/contests.ts'
import { http } from '#runtime/http.ts'
import { withNewCode } from '#services/people.ts'
import { badRequest, notFound } from '#runtime/problem.ts'
import { personUpdate, personWrites, readPerson, type Person } from '#store/people.ts'
import type { TransactItems } from '#store/transact.ts'

/** A row with its place in the request, for whoever has to mend it. */
type Row = RosterRow & { path: string }

/** A transaction has at most 100 writes: two for each new person, and two for the event and the head. */
const rowsPerTransaction = 49

/**
 * POST …/voters: rows go in together with the event that counts them, so the number of eligible voters is never off. A list with
 * a fault is refused as a whole.
 */
export const handler = http(addVoters, async ({ path, body, session, at }) => {
  const rows = body.voters.map((row, index) => ({ ...row, path: `$.voters[${index}]` }))
  const known = await freshContest(path.contest)
  if (!known) throw notFound()
  refuse(rowFaults(known.contest, rows))
  refuse(moveFaults(rows, await readPeople(path.contest, rows)))

  const voters: PersonalCode[] = []
  for (let start = 0; start < rows.length; start += rowsPerTransaction) {
    const some = rows.slice(start, start + rowsPerTransaction)
    voters.push(...(await addRows(path.contest, some, { actor: session.person, at })))
  }
  return { body: { voters } }
})

async function addRows(id: string, rows: Row[], by: { actor: string; at: string }): Promise<PersonalCode[]> {
  const { decided } = await changeContest(id, by, async (state) => {
    if (!state) throw notFound()
    const people = await readPeople(id, rows)
    refuse(moveFaults(rows, people))
    return changeOf(await documentOf(id, state), rows, people)
  })
  return decided.added
}

function changeOf(
  contest: Contest,
  rows: readonly Row[],
  people: ReadonlyMap<string, Person>,
): Change & { added: PersonalCode[] } {
  const added: PersonalCode[] = []
  const counts: Record<string, number> = {}
  const together: TransactItems = []
  let updated = 0
  for (const row of rows) {
    const before = people.get(row.id)
    if (before && before.name === row.name && before.unit === row.unit) continue
    if (before) {
      together.push(personUpdate({ ...newPerson(contest, row), code: before.code }))
      updated += 1
      continue
    }
    const { person, handover } = withNewCode(newPerson(contest, row))
    together.push(...personWrites(person))
    added.push(handover)
    counts[row.electorate] = (counts[row.electorate] ?? 0) + 1
  }
  if (together.length === 0) return { events: [], added }
  return { events: [{ type: 'votersAdded', added: counts, updated }], together, added }
}

function newPerson(contest: Contest, { id, electorate, name, unit }: RosterRow): Omit<Person, 'code'> {
  const role = contest.electorates.find((candidate) => candidate.id === electorate)?.role ?? 'voter'
  return { contest: contest.id, id, role, electorate, name, unit, epoch: 1 }
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

function rowFaults(contest: Contest, rows: readonly Row[]): Fault[] {
  const seen = new Set<string>()
  const faults: Fault[] = []
  for (const { id, electorate, path } of rows) {
    const known = contest.electorates.find((candidate) => candidate.id === electorate)
    if (!known) faults.push(fault(`${path}.electorate`, 'unknown-electorate', { id: electorate }))
    if (known?.admission === 'open')
      faults.push(fault(`${path}.electorate`, 'electorate-without-roster', { electorate }))
    if (seen.has(id)) faults.push(fault(`${path}.id`, 'row-repeated', { id }))
    seen.add(id)
  }
  for (const { id, like, index } of lookAlikes(rows.map((row) => row.id)))
    faults.push(fault(`${rows[index]?.path ?? '$'}.id`, 'id-looks-like', { id, like }))
  return faults
}

/** Nobody changes sides: marks given for one electorate cannot follow a voter to another. */
const moveFaults = (rows: readonly Row[], people: ReadonlyMap<string, Person>): Fault[] =>
  rows.flatMap(({ id, electorate, path }) => {
    const person = people.get(id)
    if (!person || person.electorate === electorate) return []
    return [fault(`${path}.electorate`, 'other-electorate', { id, electorate: person.electorate ?? 'staff' })]
  })

function refuse(faults: Fault[]): void {
  if (faults.length > 0) throw badRequest(faults)
}
