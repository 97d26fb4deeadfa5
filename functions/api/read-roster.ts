import { readRoster as route } from '#functions/routes.ts'
import { knownContest } from '#runtime/contests.ts'
import { http } from '#runtime/http.ts'
import { notFound } from '#runtime/problem.ts'
import { readRoster } from '#store/people.ts'

/** GET …/voters: who is on the roster. Codes are stored as hashes only; who lost one gets a new one. */
export const handler = http(route, async ({ path }) => {
  if (!(await knownContest(path.contest))) throw notFound()
  const voters = (await readRoster(path.contest)).map(({ id, electorate, name, unit }) => ({
    id,
    electorate,
    name,
    unit,
  }))
  return { body: { contest: path.contest, voters } }
})
