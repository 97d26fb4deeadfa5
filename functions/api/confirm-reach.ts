import { env } from '#functions/env.ts'
import { confirmReach } from '#functions/routes.ts'
import { http } from '#runtime/http.ts'
import { notFound, Problem } from '#runtime/problem.ts'
import { isAsker } from '#services/reach.ts'
import { hashOf } from '#store/people.ts'
import { readReach, writeReached } from '#store/reach.ts'

/**
 * PUT …/reach: says that the printed address was opened, by whatever device holds the link of the check. The console's own device proves
 * nothing and is refused. A check that has ended is not there any more.
 */
export const handler = http(confirmReach, async ({ path, body: { check }, ...asker }) => {
  const reach = await readReach(path.contest)
  if (!reach || reach.check !== hashOf(check) || asker.at >= reach.until) throw notFound()
  if (isAsker(reach, check, asker)) throw new Problem('not-allowed', { reason: 'same-device' })
  const reached = { address: new URL(env.baseUrl).origin, at: asker.at }
  if (!(await writeReached(path.contest, reach.check, reached))) throw notFound()
  return { body: reached }
})
