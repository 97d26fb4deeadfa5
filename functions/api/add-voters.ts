import type { Contest } from '#contract/contest.ts'
import type { PersonalCode, RosterRow } from '#contract/people.ts'
import type { Fault } from '#contract/problems.ts'
import { addVoters } from '#functions/routes.ts'
import { changeContest } from '#runtime/change-contest.ts'
import { documentOf } from '#runtime/contests.ts'
import { http } from '#runtime/http.ts'
import { withNewCode } from '#runtime/people.ts'
import { badRequest, notFound } from '#runtime/problem.ts'
import type { TransactItems } from '#store/contests.ts'
import { personUpdate, personWrites, readPerson, type Person } from '#store/people.ts'

/** A transaction has at most 100 writes: two for each new person, and two for the event and the head. */
const rowsPerTransaction = 49

/** POST …/voters: rows go in with the event that counts them, so the number of eligible voters is never off. */
export const handler = http(addVoters, async ({ path, body, session, at }) => {
  const voters: PersonalCode[] = []
  for (let start = 0; start < body.voters.length; start += rowsPerTransaction) {
    const rows = body.voters.slice(start, start + rowsPerTransaction)
    let added: PersonalCode[] = []
    await changeContest(path.contest, { actor: session.person, at }, async (state) => {
      if (!state) throw notFound()
      const contest = await documentOf(path.contest, state)
      checkRows(contest, body.voters)
      const change = await changeOf(contest, rows, start)
      added = change.added
      return change
    })
    voters.push(...added)
  }
  return { body: { voters } }
})

async function changeOf(contest: Contest, rows: RosterRow[], start: number) {
  const existing = await Promise.all(rows.map(({ id }) => readPerson(contest.id, id)))
  const moved = rows.flatMap(({ electorate }, index) =>
    existing[index] && existing[index].electorate !== electorate
      ? [
          {
            path: `$.voters[${start + index}].electorate`,
            message: `Is in ‘${existing[index].electorate ?? 'staff'}’ already`,
          },
        ]
      : [],
  )
  if (moved.length > 0) throw badRequest(moved)

  const added: PersonalCode[] = []
  const counts: Record<string, number> = {}
  const together: TransactItems = []
  let updated = 0
  for (const [index, row] of rows.entries()) {
    const before = existing[index]
    if (before) {
      if (before.name === row.name && before.unit === row.unit) continue
      together.push(personUpdate({ ...newPerson(contest, row), code: before.code }))
      updated += 1
      continue
    }
    const { person, handover } = withNewCode(newPerson(contest, row))
    together.push(...personWrites(person))
    added.push(handover)
    counts[row.electorate] = (counts[row.electorate] ?? 0) + 1
  }
  if (together.length === 0) return { happenings: [], added }
  return { happenings: [{ type: 'votersAdded' as const, added: counts, updated }], together, added }
}

function newPerson(contest: Contest, row: RosterRow): Omit<Person, 'code'> {
  const role = contest.electorates.find(({ id }) => id === row.electorate)?.role ?? 'voter'
  const { id, electorate, name, unit } = row
  return { contest: contest.id, id, role, electorate, ...(name && { name }), ...(unit && { unit }), epoch: 1 }
}

function checkRows(contest: Contest, rows: RosterRow[]): void {
  const seen = new Set<string>()
  const faults: Fault[] = []
  for (const [index, { id, electorate }] of rows.entries()) {
    const path = `$.voters[${index}]`
    const known = contest.electorates.find((candidate) => candidate.id === electorate)
    if (!known)
      faults.push({ path: `${path}.electorate`, message: `No electorate ‘${electorate}’ in this contest` })
    if (known?.admission === 'open')
      faults.push({
        path: `${path}.electorate`,
        message: `Anyone may vote in ‘${electorate}’; it has no roster`,
      })
    if (seen.has(id)) faults.push({ path: `${path}.id`, message: `‘${id}’ stands twice in this list` })
    seen.add(id)
  }
  if (faults.length > 0) throw badRequest(faults)
}
