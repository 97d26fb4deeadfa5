import { round, seed } from './assumptions.ts'

/** Two numbers from [0, 1) that belong to a voter: always the same for the same seed. */
export const chanceOf = (voter: number): [which: number, when: number] => [
  mixed(seed + 2 * voter),
  mixed(seed + 2 * voter + 1),
]

/** A whole number scattered over [0, 1): the finish of MurmurHash3, by Austin Appleby (public domain). */
function mixed(value: number): number {
  let bits = Math.imul(value, 0x9e3779b1)
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32
}

/** The second of the round, from 0, in which a voter's first ballot arrives. */
export function arrivalOf(voter: number): number {
  const [which, when] = chanceOf(voter)
  return Math.floor(Math.min(round.seconds - 1, momentOf(which, when)))
}

function momentOf(which: number, when: number): number {
  if (which < round.promptShare) return round.promptMedian * (when / (1 - when)) ** (1 / round.promptShape)
  if (which < round.promptShare + round.lastShare) return round.seconds - round.lastSeconds * (1 - when)
  return round.seconds * when
}

/** First ballots per second of the round. */
export function arrivals(voters: number): number[] {
  const perSecond = Array<number>(round.seconds).fill(0)
  for (let voter = 0; voter < voters; voter++) {
    const second = arrivalOf(voter)
    perSecond[second] = (perSecond[second] ?? 0) + 1
  }
  return perSecond
}
