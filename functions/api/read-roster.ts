import { id } from '#contract/ids.ts'
import { type Role, type StaffRole, staffRoles } from '#contract/people.ts'
import { fault } from '#core/faults.ts'
import { readRoster as route } from '#functions/routes.ts'
import { knownContest } from '#runtime/contests.ts'
import { http } from '#runtime/http.ts'
import { badRequest, notFound } from '#runtime/problem.ts'
import { readPeoplePage, readStaff } from '#store/people.ts'

/** Of so many rows the longest that there can be fit into one answer. */
const pageRows = 2_500

/** GET …/voters: who is on the roster, and who is on the staff. Codes are stored as hashes only; who lost one gets a new one. */
export const handler = http(route, async ({ path, query }) => {
  const after = afterIn(query)
  if (!(await knownContest(path.contest))) throw notFound()
  const { people, next } =
    query['only'] === 'staff'
      ? { people: await readStaff(path.contest), next: undefined }
      : await readPeoplePage(path.contest, { after, most: pageRows })
  const voters = people.flatMap(
    ({ id, electorate, name, unit, excused, recuse, shadow, import: list, before }) =>
      electorate === undefined
        ? []
        : [{ id, electorate, name, unit, excused, recuse, shadow, import: list, before }],
  )
  const staff = people.flatMap(({ id, role, name }) => (isOfStaff(role) ? [{ id, role, name }] : []))
  return { body: { contest: path.contest, voters, staff, next } }
})

const isOfStaff = (role: Role): role is StaffRole => staffRoles.some((known) => known === role)

function afterIn({ after }: Record<string, string | undefined>): string | undefined {
  if (after === undefined || id.safeParse(after).success) return after
  throw badRequest([fault('$.after', 'not-an-id')])
}
