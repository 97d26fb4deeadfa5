import type { Live } from '#contract/live.ts'

const castIn = (live: Live): number =>
  Object.values(live.rounds)
    .flatMap((round) => Object.values(round.turnout))
    .reduce((sum, { cast }) => sum + cast, 0)

/**
 * Whether `next` is to replace `current`. Documents may arrive out of order, from a cache and a socket at once: the version grows with each
 * command, the number of ballots with each vote, and at the same count (time alone closes a round; a revised ballot moves figures) the
 * later moment wins.
 */
export function isNewer(next: Live, current: Live | null): boolean {
  if (current === null) return true
  if (next.version !== current.version) return next.version > current.version
  const [cast, before] = [castIn(next), castIn(current)]
  if (cast !== before) return cast > before
  return next.at > current.at && !saysTheSame(next, current)
}

const saysTheSame = (one: Live, other: Live): boolean =>
  JSON.stringify([one.stage, one.rounds]) === JSON.stringify([other.stage, other.rounds])

/** Longer than any cache or late answer on the way, in milliseconds. */
const latest = 30_000

/** Whether a document that counts lower than the current one is no late answer, but of a contest that was wiped and made again. */
export const beganAnew = (next: Live, current: Live): boolean =>
  next.version < current.version && Date.parse(next.at) - Date.parse(current.at) > latest
