import { plain } from '#core/ballot.ts'
import { readBallot as route } from '#functions/routes.ts'
import { admitReader } from '#services/admission.ts'
import { readCountedBallot } from '#services/counted-ballot.ts'
import { http } from '#runtime/http.ts'
import { notFound, Problem } from '#runtime/problem.ts'

/** GET …/ballot: the own ballot as it counts, with its receipt. */
export const handler = http(route, async ({ path, session, at }) => {
  const admission = await admitReader(path, session, at).catch((error: unknown) => {
    // No box yet, or no way to find the ballot in a sealed secret one: either way there is nothing to show.
    if (error instanceof Problem && (error.code === 'not-open' || error.code === 'closed')) throw notFound()
    throw error
  })
  const inBox = await readCountedBallot(admission)
  if (!inBox) throw notFound()
  const { ballot, receipt, revision, casts, comments } = inBox
  return {
    body: {
      receipt,
      castAt: casts.at(-1)?.at ?? admission.opensAt,
      revision,
      ballot: plain(ballot),
      ...(comments && { comments }),
    },
  }
})
