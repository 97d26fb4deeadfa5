import { readLog as route } from '#functions/routes.ts'
import { http } from '#runtime/http.ts'
import { notFound } from '#runtime/problem.ts'
import { readLog } from '#store/contests.ts'

/** GET …/log: every event since the contest was defined. */
export const handler = http(route, async ({ path }) => {
  const events = await readLog(path.contest)
  if (events.length === 0) throw notFound()
  return { body: { contest: path.contest, events } }
})
