import type { Refusal } from '#contract/refusals.ts'
import { lastWindow, type Window } from '../state.ts'

/** What acts on the windows of a round have in common. */

export const secondsAfter = (time: string, seconds: number): string =>
  new Date(Date.parse(time) + seconds * 1000).toISOString()

/** How many seconds a window is to last: as it is asked for, else as the round suggests; null until somebody closes it. */
export const lengthOf = (
  asked: { seconds?: number | null | undefined },
  round: { seconds?: number | undefined },
): number | null => (asked.seconds === undefined ? (round.seconds ?? null) : asked.seconds)

/** The end of a window that begins at `time`; null where it has no length. */
export const endAfter = (time: string, seconds: number | null): string | null =>
  seconds === null ? null : secondsAfter(time, seconds)

export const withNewEnd = <Opened extends { windows: Window[] }>(
  current: Opened,
  closesAt: string,
): Opened => ({
  ...current,
  windows: [...current.windows.slice(0, -1), { ...lastWindow(current), closesAt }],
})

export const endMisfit = ({ at, closesAt }: { at: string; closesAt: string }): Refusal | undefined =>
  closesAt > at ? undefined : 'end-in-past'

export function windowMisfit({ at, opensAt, closesAt }: Window & { at: string }): Refusal | undefined {
  if (opensAt < at) return 'window-in-past'
  return closesAt !== null && closesAt <= opensAt ? 'window-ends-early' : undefined
}

export const attemptMisfit = (
  event: { attempt: number },
  current: { attempt: number },
): Refusal | undefined => (event.attempt === current.attempt ? undefined : 'other-attempt')
