import { fault } from '#core/faults.ts'
import { readLog as route } from '#functions/routes.ts'
import { knownContest } from '#runtime/contests.ts'
import { http } from '#runtime/http.ts'
import { badRequest, notFound } from '#runtime/problem.ts'
import { readLog } from '#store/contests.ts'

/** GET …/log: every event since the contest was defined, or those after one that the asker has. */
export const handler = http(route, async ({ path, query }) => {
  const events = await readLog(path.contest, afterIn(query))
  if (events.length === 0 && !(await knownContest(path.contest))) throw notFound()
  return { body: { contest: path.contest, events } }
})

function afterIn({ after = '0' }: Record<string, string | undefined>): number {
  if (/^\d{1,8}$/.test(after)) return Number(after)
  throw badRequest([fault('$.after', 'not-a-count')])
}
