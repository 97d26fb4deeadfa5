import type { Ballot, Comments } from '#contract/ballot.ts'
import type { Round } from '#contract/contest.ts'
import { onlyAdds, sameBallot } from './ballot.ts'

/** A voter's ballot as it lies in the box; `casts` names the requests behind its last revisions, oldest first. */
export type Lying = {
  ballot: Ballot
  revision: number
  casts: readonly { id: string; at?: string }[]
  comments?: Comments
}

export type Arriving = {
  ballot: Ballot
  request: string
  replaces?: number | undefined
  comments?: Comments | undefined
}

export type CastDecision =
  /** The box holds this request already, as this revision, or a ballot that says the same. */
  | { repeats: { revision: number; at?: string } }
  | { refusal: 'already-voted' | 'stale-revision' }
  | { revision: number; comments: Comments | undefined }

/** What becomes of a ballot that arrives in time, seen against the one that lies in the box, if any. */
export function decideCast(round: Round, lying: Lying | undefined, arriving: Arriving): CastDecision {
  const repeated = lying && repeatOf(lying, arriving)
  if (repeated) return { repeats: repeated }
  if (arriving.replaces !== undefined && arriving.replaces !== (lying?.revision ?? 0))
    return { refusal: 'stale-revision' }
  if (!lying) return { revision: 1, comments: arriving.comments }
  if (round.revisable === false && !onlyAdds(lying.ballot, arriving.ballot))
    return { refusal: 'already-voted' }
  return { revision: lying.revision + 1, comments: joined(lying.comments, arriving.comments) }
}

/** How many of its requests a ballot remembers, so that a late copy of one is known for what it is. */
export const rememberedCasts = 20

/**
 * As many casts as a ballot remembers take at least these forty seconds: thirty a minute in the long run. A judge who sends contestant
 * by contestant needs longer for each, and so does a voter who changes their mind.
 */
const rememberedWithinMs = 40_000

/** Whole seconds until a person may cast again whose last casts were at these times, oldest first; 0 when they may now. */
export function waitToCast(times: readonly string[], at: string): number {
  const first = times.at(-rememberedCasts)
  if (times.length < rememberedCasts || first === undefined) return 0
  return Math.max(0, Math.ceil((Date.parse(first) + rememberedWithinMs - Date.parse(at)) / 1_000))
}

function repeatOf(lying: Lying, arriving: Arriving): { revision: number; at?: string } | undefined {
  const index = lying.casts.findLastIndex(({ id }) => id === arriving.request)
  const cast = lying.casts[index]
  const isLatest = index === lying.casts.length - 1
  // A request id used anew for another ballot must not be answered with the receipt of the first.
  if (cast && !(isLatest && !sameBallot(lying.ballot, arriving.ballot)))
    return { revision: lying.revision - (lying.casts.length - 1 - index), ...(cast.at && { at: cast.at }) }
  if (!sameBallot(lying.ballot, arriving.ballot) || saysMore(lying.comments, arriving.comments))
    return undefined
  const at = lying.casts.at(-1)?.at
  return { revision: lying.revision, ...(at && { at }) }
}

/** Comments come contestant by contestant: what is not mentioned stays, an empty comment takes the words back. */
const joined = (lying: Comments | undefined, arriving: Comments | undefined): Comments | undefined =>
  lying && arriving ? { ...lying, ...arriving } : (arriving ?? lying)

function saysMore(lying: Comments | undefined, arriving: Comments | undefined): boolean {
  return Object.entries(arriving ?? {}).some(([contestant, { strength, shortfall, suggestion, note }]) => {
    const before = lying && Object.hasOwn(lying, contestant) ? lying[contestant] : undefined
    return (
      before?.strength !== strength ||
      before?.shortfall !== shortfall ||
      before?.suggestion !== suggestion ||
      before?.note !== note
    )
  })
}
