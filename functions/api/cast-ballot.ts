import type { Cast as CastRequest, Receipt } from '#contract/ballot.ts'
import { filled, plain, type FilledBallot } from '#core/ballot.ts'
import { claimsOf } from '#core/receipt/claims.ts'
import { castFaults, decideCast, rememberedCasts, waitToCast, type CastDecision } from '#core/cast.ts'
import { castBallot } from '#functions/routes.ts'
import { admitBallot, type Admission } from '#services/admission.ts'
import { castTimeoutMs } from '#runtime/times.ts'
import { newCode } from '#runtime/codes.ts'
import { isBeforeRecount, readCountedBallot } from '#services/counted-ballot.ts'
import { http } from '#runtime/http.ts'
import { badRequest, Problem, unauthorized } from '#runtime/problem.ts'
import { RecentCasts } from '#services/recent-casts.ts'
import { proofOfStored, signReceipt } from '#services/signed-receipt.ts'
import { rulesOf } from '#services/round-rules.ts'
import { standingOf, type Standing } from '#services/standing.ts'
import type { Claims } from '#runtime/sessions.ts'
import { bucketOf, putBallot, readBallot, type StoredBallot } from '#store/ballots.ts'
import { details } from '#words/en/problems.ts'

const tries = 5
/** An item of the store may have 400 kB with everything around the ballot; only endless comments come near it. */
const mostBytes = 350_000
/**
 * No write begins later than this after the arrival, and none takes longer than the limit below it. Together they stay under this
 * function's timeout, for which every seal waits: a ballot is in the count, or it was never acknowledged.
 */
const beginsWithinMs = () => 0.4 * castTimeoutMs()
const takesAtMostMs = () => 0.5 * castTimeoutMs()

/** PUT …/ballot: the way of a vote, from the gateway into the box. */
export const handler = http(castBallot, async ({ path, body, session, at }) => {
  const cast = { ...body, ballot: filled(body.ballot) }
  const admission = await admitBallot(path, session, at)
  const standing = await standingOf(admission, session)
  checkCast(cast, session, admission, standing.recused)
  const receipt = admission.late ? undefined : await store(cast, { ...admission, ...standing }, at)
  // A function that stood still may have written after the recount: then only the book can tell.
  return { body: receipt && isBeforeRecount(at) ? receipt : await confirm(cast, admission) }
})

type Cast = Omit<CastRequest, 'ballot'> & { ballot: FilledBallot }

function checkCast(
  cast: Cast,
  session: Claims,
  { contest, round, attempt }: Admission,
  recused: readonly string[],
): void {
  if (cast.ballot.electorate !== session.electorate) throw new Problem('forbidden')
  const faults = castFaults(rulesOf(contest, round, attempt.attempt), cast, session.role, recused)
  if (faults.length > 0) throw badRequest(faults)
}

/** Puts the ballot into the box. When one lies there already, the rules say whether it is repeated, replaced or refused. */
async function store(cast: Cast, admission: Admission & Standing, at: string): Promise<Receipt> {
  // Most ballots are the first of their voter, so the box is looked into only when something must be there.
  let inBox = cast.replaces ? await readBallot(admission.attempt, admission.voter) : undefined
  for (let attempt = 1; attempt <= tries; attempt++) {
    const decision = decide(cast, admission, inBox)
    if ('refusal' in decision) throw new Problem(decision.refusal)
    if (inBox && 'repeats' in decision) return receiptOf(inBox, decision.repeats, admission)
    if (!('revision' in decision) || Date.now() - Date.parse(at) > beginsWithinMs()) break
    if (inBox) refuseTooMany(inBox, admission, at)
    const next = await signed(ballotToStore(cast, admission, { at, inBox, ...decision }), admission)
    if (Buffer.byteLength(JSON.stringify(next)) > mostBytes) throw new Problem('too-large')
    const over = inBox && { revision: inBox.revision }
    const found = await putBallot(admission.attempt, next, {
      ...over,
      epoch: admission.epoch,
      signal: AbortSignal.timeout(takesAtMostMs()),
    })
    if (found === 'closed') throw unauthorized()
    inBox = found
    if (!inBox) {
      if (admission.round.secret) recentCasts.add(nameOf(admission), at, rememberedCasts)
      return receiptOf(next, { revision: next.revision, at }, admission)
    }
  }
  throw new Problem('unavailable', { retryAfterSeconds: 1 })
}

const recentCasts = new RecentCasts()
const nameOf = ({ attempt, voter }: Admission): string => `${bucketOf(attempt, voter)}/${voter}`

/**
 * Each cast costs the store, the stream and the count; only a program casts so often. The ballot that lies there was read anyway and
 * tells of its last casts; that of a secret round has no times, so this function remembers them.
 */
function refuseTooMany({ casts }: StoredBallot, admission: Admission, at: string): void {
  const times = admission.round.secret
    ? recentCasts.of(nameOf(admission))
    : casts.flatMap((cast) => cast.at ?? [])
  const wait = waitToCast(times, at)
  if (wait > 0) throw new Problem('too-many', { retryAfterSeconds: wait, detail: details.changedTooOften })
}

/** After the close: the receipt of what was received in time and counts, for a phone that lost the answer. */
async function confirm(cast: Cast, admission: Admission): Promise<Receipt> {
  const inBox = await readCountedBallot(admission)
  const decision = decide(cast, admission, inBox)
  if (inBox && 'repeats' in decision) return receiptOf(inBox, decision.repeats, admission)
  throw new Problem('closed')
}

const decide = (
  { ballot, requestId, replaces, comments }: Cast,
  { round, tags }: Admission,
  inBox?: StoredBallot,
) => decideCast(round, inBox, { ballot, request: tags.request(requestId), replaces, comments })

/** A secret round's box keeps no time, no delay and no request by its name. */
function ballotToStore(
  { ballot, requestId, delay }: Cast,
  { round, tags, voter, recused, shadow }: Admission & Standing,
  {
    at,
    inBox,
    revision,
    comments,
  }: Extract<CastDecision, { revision: number }> & { at: string; inBox: StoredBallot | undefined },
): StoredBallot {
  const cast = { id: tags.request(requestId), ...(!round.secret && { at }) }
  return {
    voter,
    ballot,
    receipt: inBox?.receipt ?? newCode(),
    revision,
    casts: [...(inBox?.casts ?? []), cast].slice(-rememberedCasts),
    ...(comments && { comments }),
    ...(recused.length > 0 && { recused }),
    ...(shadow && { shadow }),
    ...(delay !== undefined && !round.secret && { delay }),
  }
}

async function signed(stored: StoredBallot, { attempt, receiptKey }: Admission): Promise<StoredBallot> {
  const { receipt, ballot, casts } = stored
  const claims = claimsOf(attempt, { receipt, ballot: plain(ballot), at: casts.at(-1)?.at })
  const signature = await signReceipt(claims, receiptKey)
  return { ...stored, ...(signature !== undefined && { signature }) }
}

/** The receipt of one revision. The box can prove the last one only. */
function receiptOf(
  inBox: StoredBallot,
  { revision, at }: { revision: number; at?: string },
  { attempt, round, opensAt }: Admission,
): Receipt {
  const proof = revision === inBox.revision ? proofOfStored(attempt, inBox) : undefined
  return {
    receipt: inBox.receipt,
    castAt: round.secret ? opensAt : (at ?? opensAt),
    revision,
    ...(proof !== undefined && { proof }),
  }
}
