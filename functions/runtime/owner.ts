import { readOwnerEpoch } from '#store/contests.ts'
import { headAgeMs } from './times.ts'

let known: { epoch: Promise<number>; readAt: number } | undefined

/**
 * The epoch of the owner's code, at most as old as a head may be. Only requests of the owner ask, which are few: votes read nothing more
 * for it. What could not be read is asked for again by the next request.
 */
export function knownOwnerEpoch(): Promise<number> {
  if (known && Date.now() - known.readAt < headAgeMs()) return known.epoch
  const epoch = readOwnerEpoch()
  known = { epoch, readAt: Date.now() }
  epoch.catch(() => (known = undefined))
  return epoch
}
