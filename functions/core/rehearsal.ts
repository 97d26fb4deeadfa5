import { digestOf } from './canonical.ts'

/**
 * A rehearsal is a contest of its own: ballots, tallies, keys and sessions are bound to a contest's id, so nothing of it can reach the
 * contest it rehearses. The id is used anew after a wipe; a warm function remembers nothing about it for longer than the head.
 */
const prefix = 'rehearsal-'

export const isRehearsal = (contest: string): boolean => contest.startsWith(prefix)

const longestId = 63
const hashLetters = 8

/** The id of a contest's rehearsal: always the same. A contest whose own id leaves no room is named by its beginning and a hash. */
export function rehearsalOf(contest: string): string {
  const id = prefix + contest
  if (id.length <= longestId) return id
  const hash = digestOf(contest).slice(0, hashLetters)
  return `${id.slice(0, longestId - hashLetters - 1)}-${hash}`
}
