import { percentOf } from '../../../state/percent.ts'
import type { RoundDetails } from '#contract/office.ts'

type Delays = RoundDetails['delays']

const sorted = (delays: Delays): { seconds: number; viewers: number }[] =>
  Object.entries(delays)
    .map(([seconds, viewers]) => ({ seconds: Number(seconds), viewers }))
    .sort((one, other) => one.seconds - other.seconds)

const count = (delays: Delays): number => Object.values(delays).reduce((sum, viewers) => sum + viewers, 0)

/** Seconds behind the live edge within which the given share (0 to 1) of the viewers is; null when no viewer told. */
export function delayWithin(delays: Delays, share: number): number | null {
  const wanted = count(delays) * share
  let reached = 0
  for (const { seconds, viewers } of sorted(delays)) {
    reached += viewers
    if (reached >= wanted) return seconds
  }
  return null
}

/** Percent of viewers, whole and rounded down, who have seen what happened so many seconds ago; null when no viewer told. */
export function percentWhoSaw(delays: Delays, secondsAgo: number): number | null {
  const all = count(delays)
  if (all === 0) return null
  const saw = sorted(delays).reduce(
    (sum, { seconds, viewers }) => sum + (seconds <= secondsAgo ? viewers : 0),
    0,
  )
  return percentOf(saw, all)
}
