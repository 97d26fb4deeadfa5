import type { OwnBallot } from '#contract/ballot.ts'
import { plain } from '#core/ballot.ts'
import { readBallot as route } from '#functions/routes.ts'
import { admitReader, admitToVoided } from '#services/admission.ts'
import { readCountedBallot } from '#services/counted-ballot.ts'
import { http } from '#runtime/http.ts'
import { notFound, Problem } from '#runtime/problem.ts'
import { proofOfStored } from '#services/signed-receipt.ts'
import { type Attempt, readBallot, type StoredBallot } from '#store/ballots.ts'

/** GET …/ballot: the own ballot as it counts, with its receipt; or a judge's own in the attempt that was voided last. */
export const handler = http(route, async ({ path, query, session, at }) => {
  if (query['attempt'] !== undefined) {
    if (session.role !== 'judge') throw new Problem('forbidden')
    const attempt = await admitToVoided(path, session, Number(query['attempt']))
    return { body: told(await readBallot(attempt, session.person), at, attempt) }
  }
  const admission = await admitReader(path, session, at).catch((error: unknown) => {
    // No box yet, or no way to find the ballot in a sealed secret one: either way there is nothing to show.
    if (error instanceof Problem && (error.code === 'not-open' || error.code === 'closed')) throw notFound()
    throw error
  })
  return { body: told(await readCountedBallot(admission), admission.opensAt, admission.attempt) }
})

/** `opensAt` stands for the time that a secret ballot does not have. */
function told(inBox: StoredBallot | undefined, opensAt: string, attempt: Attempt): OwnBallot {
  if (!inBox) throw notFound()
  const { ballot, receipt, revision, casts, comments } = inBox
  const proof = proofOfStored(attempt, inBox)
  return {
    receipt,
    castAt: casts.at(-1)?.at ?? opensAt,
    revision,
    ballot: plain(ballot),
    ...(comments && { comments }),
    ...(proof !== undefined && { proof }),
  }
}
