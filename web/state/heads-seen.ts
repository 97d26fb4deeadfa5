import type { Live } from '#contract/live.ts'
import { isRehearsal } from '#core/rehearsal.ts'
import type { Storage } from './storage.ts'

/** The heads of a contest's log as a device saw them, by version: event `version` had this hash. */
export type HeadsSeen = Readonly<Record<number, string>>

/** An evening has a few hundred events; what comes after so many is not kept. */
const most = 2_000

const keyOf = (contest: string): string => `heads/${contest}`

/** What this device saw of a contest's log. Nobody else writes under the key. */
export const headsSeen = (storage: Storage, contest: string): HeadsSeen =>
  (storage.read(keyOf(contest)) ?? {}) as HeadsSeen

/**
 * Keeps the head that a live document names: the device becomes a witness of the log, which later can be held against what is
 * published. Rehearsals leave nothing.
 */
export function keepHead(
  storage: Storage,
  { contest, version, head }: Pick<Live, 'contest' | 'version' | 'head'>,
): void {
  const seen = headsSeen(storage, contest)
  if (isRehearsal(contest) || version > most || seen[version] === head) return
  storage.write(keyOf(contest), { ...seen, [version]: head })
}
