import type { Comments } from '#contract/ballot.ts'
import type { Round } from '#contract/contest.ts'
import type { Fault } from '#contract/faults.ts'
import type { Role } from '#contract/people.ts'
import { onlyAdds, sameBallot, type FilledBallot, type RoundRules } from './ballot.ts'
import { fault, pathTo, within } from './faults.ts'

/** A voter's ballot as it lies in the box; `casts` names the requests behind its last revisions, oldest first. */
export type BallotInBox = {
  ballot: FilledBallot
  revision: number
  casts: readonly { id: string; at?: string }[]
  comments?: Comments
}

export type Arriving = {
  ballot: FilledBallot
  request: string
  replaces?: number | undefined
  comments?: Comments | undefined
}

export type CastDecision =
  /** The box holds this request already, as this revision, or a ballot that says the same. */
  | { repeats: { revision: number; at?: string } }
  | { refusal: 'already-voted' | 'stale-revision' }
  | { revision: number; comments: Comments | undefined }

/** Every fault of what a person casts who must not mark the `recused`, with JSONPaths that start at the request; none when it may be cast. */
export function castFaults(
  rules: RoundRules,
  { ballot, comments }: Pick<Arriving, 'ballot' | 'comments'>,
  role: Role,
  recused: readonly string[] = [],
): Fault[] {
  const faults = rules.check(ballot, recused).map((found) => within('$.ballot', found))
  if (comments && role !== 'judge') faults.push(fault('$.comments', 'only-judges-comment'))
  for (const contestant of Object.keys(comments ?? {}))
    if (!rules.contestants.has(contestant))
      faults.push(fault(pathTo('$.comments', contestant), 'not-in-round'))
    else if (recused.includes(contestant)) faults.push(fault(pathTo('$.comments', contestant), 'recused'))
  return faults
}

/** What becomes of a ballot that arrives in time, seen against the one that lies in the box, if any. */
export function decideCast(round: Round, inBox: BallotInBox | undefined, arriving: Arriving): CastDecision {
  const repeated = inBox && repeatOf(inBox, arriving)
  if (repeated) return { repeats: repeated }
  if (arriving.replaces !== undefined && arriving.replaces !== (inBox?.revision ?? 0))
    return { refusal: 'stale-revision' }
  if (!inBox) return { revision: 1, comments: arriving.comments }
  if (round.revisable === false && !onlyAdds(inBox.ballot, arriving.ballot))
    return { refusal: 'already-voted' }
  return { revision: inBox.revision + 1, comments: joined(inBox.comments, arriving.comments) }
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

function repeatOf(inBox: BallotInBox, arriving: Arriving): { revision: number; at?: string } | undefined {
  const index = inBox.casts.findLastIndex(({ id }) => id === arriving.request)
  const cast = inBox.casts[index]
  const isLatest = index === inBox.casts.length - 1
  // A request id used anew for another ballot must not be answered with the receipt of the first.
  if (cast && !(isLatest && !sameBallot(inBox.ballot, arriving.ballot)))
    return { revision: inBox.revision - (inBox.casts.length - 1 - index), ...(cast.at && { at: cast.at }) }
  if (!sameBallot(inBox.ballot, arriving.ballot) || saysMore(inBox.comments, arriving.comments))
    return undefined
  const at = inBox.casts.at(-1)?.at
  return { revision: inBox.revision, ...(at && { at }) }
}

/** Comments come contestant by contestant: what is not mentioned stays, an empty comment takes the words back. */
const joined = (inBox: Comments | undefined, arriving: Comments | undefined): Comments | undefined =>
  inBox && arriving ? { ...inBox, ...arriving } : (arriving ?? inBox)

function saysMore(inBox: Comments | undefined, arriving: Comments | undefined): boolean {
  return Object.entries(arriving ?? {}).some(([contestant, { strength, shortfall, suggestion, note }]) => {
    const before = inBox && Object.hasOwn(inBox, contestant) ? inBox[contestant] : undefined
    return (
      before?.strength !== strength ||
      before?.shortfall !== shortfall ||
      before?.suggestion !== suggestion ||
      before?.note !== note
    )
  })
}
