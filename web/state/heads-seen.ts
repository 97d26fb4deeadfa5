import type { Live } from '#contract/live.ts'
import { isRehearsal } from '#core/rehearsal.ts'
import { isRecord, type Storage } from './storage.ts'

/** The head of a contest's log as a device saw it: event `version` had this hash. */
export type HeadSeen = Pick<Live, 'version' | 'head'>

/** An evening has a few hundred events. Of more the first and the last are kept, so that a device's memory stays small. */
const most = 400

const keyOf = (contest: string): string => `heads/${contest}`

const isHead = (value: unknown): value is HeadSeen =>
  isRecord(value) && typeof value.version === 'number' && typeof value.head === 'string'

/** What this device saw of a contest's log, oldest first. */
export function headsSeen(storage: Storage, contest: string): HeadSeen[] {
  const kept = storage.read(keyOf(contest))
  return Array.isArray(kept) ? kept.filter(isHead) : []
}

/**
 * Keeps the head that a live document names, once for each version: the device becomes a witness of the log, which later can be held
 * against what is published. Rehearsals leave nothing.
 */
export function keepHead(
  storage: Storage,
  { contest, version, head }: Pick<Live, 'contest' | 'version' | 'head'>,
): void {
  if (isRehearsal(contest)) return
  const seen = headsSeen(storage, contest)
  if (seen.some((one) => one.version === version && one.head === head)) return
  const all = [...seen, { version, head }]
  storage.write(
    keyOf(contest),
    all.length > most ? [...all.slice(0, most / 2), ...all.slice(-most / 2)] : all,
  )
}

/** Of the heads a device saw those that a log contradicts. `events`: the log from its first event on; what is later than its end it cannot tell. */
export const contradicted = (
  seen: readonly HeadSeen[],
  events: readonly { n: number; hash: string }[],
): HeadSeen[] =>
  seen.filter(({ version, head }) => {
    const event = events[version - 1]
    return event !== undefined && event.hash !== head
  })
