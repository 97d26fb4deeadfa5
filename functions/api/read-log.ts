import { publicLog } from '#core/contest/public-log.ts'
import { fault } from '#core/faults.ts'
import { readLog as route } from '#functions/routes.ts'
import { freshContest } from '#runtime/contests.ts'
import { http } from '#runtime/http.ts'
import { badRequest, notFound } from '#runtime/problem.ts'
import { cachingFor, isStaff } from '#services/published.ts'
import { readLog } from '#store/contests.ts'

/** GET …/log: for the staff every event, or those after one that they have; for anybody else what is public of it. */
export const handler = http(route, async ({ path, query, session }) => {
  const known = await freshContest(path.contest)
  if (!known) throw notFound()
  if (isStaff(session))
    return { body: { contest: path.contest, events: await readLog(path.contest, afterIn(query)) } }
  const events = publicLog(await readLog(path.contest), known.state)
  if (events.length === 0) throw notFound()
  return { body: { contest: path.contest, events }, headers: cachingFor(session) }
})

function afterIn({ after = '0' }: Record<string, string | undefined>): number {
  if (/^\d{1,8}$/.test(after)) return Number(after)
  throw badRequest([fault('$.after', 'not-a-count')])
}
