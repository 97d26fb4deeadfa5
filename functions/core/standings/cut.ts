import type { Round } from '#contract/contest.ts'
import type { Standing } from '#contract/live.ts'

/**
 * Whether the contestants on one rank are in the cut. `before` is how many are ahead of them, `equals` how many they are.
 * Where the line runs through the rank, either all of them are in or somebody has to decide.
 */
export function inCut(
  cut: NonNullable<Round['cut']>,
  before: number,
  equals: number,
): Standing['inCut'] & {} {
  if (before >= cut.top) return false
  if (before + equals <= cut.top) return true
  return cut.ties === 'all' ? true : 'decide'
}
