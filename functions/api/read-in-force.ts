import { readInForce } from '#functions/routes.ts'
import { freshContest } from '#runtime/contests.ts'
import { http } from '#runtime/http.ts'
import { notFound } from '#runtime/problem.ts'

/** GET …/in-force: what pages show once words were put right or a contestant has left, and what that was. */
export const handler = http(readInForce, async ({ path }) => {
  const known = await freshContest(path.contest)
  if (!known) throw notFound()
  const { amendments = [], withdrawals = [], version } = known.state
  return {
    body: { contest: known.contest, version, amendments, withdrawals },
    headers: { 'cache-control': 'public, max-age=1' },
  }
})
