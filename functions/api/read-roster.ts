import { readRoster as route } from '#functions/routes.ts'
import { knownContest } from '#runtime/contests.ts'
import { http } from '#runtime/http.ts'
import { notFound } from '#runtime/problem.ts'
import { readPeople } from '#store/people.ts'

/** GET …/voters: who is on the roster, and who is on the staff. Codes are stored as hashes only; who lost one gets a new one. */
export const handler = http(route, async ({ path }) => {
  if (!(await knownContest(path.contest))) throw notFound()
  const people = await readPeople(path.contest)
  const voters = people.flatMap(({ id, electorate, name, unit }) =>
    electorate === undefined ? [] : [{ id, electorate, name, unit }],
  )
  const staff = people.flatMap(({ id, role, name }) =>
    role === 'organiser' || role === 'observer' ? [{ id, role, name }] : [],
  )
  return { body: { contest: path.contest, voters, staff } }
})
