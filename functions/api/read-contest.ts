import { readContest } from '#functions/routes.ts'
import { knownContest } from '#runtime/contests.ts'
import { http } from '#runtime/http.ts'
import { notFound } from '#runtime/problem.ts'

/** GET /api/contests/{contest}: the document as it was defined, whose digest stands in the log. */
export const handler = http(readContest, async ({ path }) => {
  const known = await knownContest(path.contest)
  if (!known) throw notFound()
  return { body: known.defined, headers: { 'cache-control': 'public, max-age=1' } }
})
