import { findRound } from '#core/round.ts'
import { readPreview } from '#functions/routes.ts'
import { knownContest } from '#runtime/contests.ts'
import { http } from '#runtime/http.ts'
import { notFound, Problem } from '#runtime/problem.ts'
import { previewPage } from '#services/preview.ts'
import { cachingFor, shownResult } from '#services/published.ts'
import { readResult } from '#store/archive.ts'

/** GET /r/{contest}/{round}: what everybody may know of a result, whoever asks, as a page that other programs can show in short. */
export const handler = http(readPreview, async ({ path }) => {
  const known = await knownContest(path.contest)
  const round = known && findRound(known.contest, path.round)
  if (!known || !round) throw notFound()
  const result = await publicResult(path)
  return {
    body: Buffer.from(previewPage(known.contest, round, result)),
    headers: { 'content-type': 'text/html; charset=utf-8', ...cachingFor(undefined) },
  }
})

async function publicResult(path: { contest: string; round: string }) {
  try {
    const { sealed } = await shownResult(path, undefined)
    return await readResult(sealed)
  } catch (problem) {
    if (problem instanceof Problem && problem.code === 'not-found') return undefined
    throw problem
  }
}
