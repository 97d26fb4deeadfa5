import type { Round } from '#contract/contest.ts'
import type { Decided } from '#contract/facts.ts'
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

/** A decision names those who get the seats that are left; whoever else stood across the line is out. */
export const afterDecision = (
  seat: Standing['inCut'] & {},
  contestant: string,
  { cut }: Decided,
): Standing['inCut'] & {} => (seat === 'decide' && cut ? cut.includes(contestant) : seat)

/** Whether a decision names exactly the seats that are left, from those who stand across the line: of another tie it says nothing. */
export function decides(
  cut: NonNullable<Round['cut']>,
  chosen: readonly string[],
  standings: readonly Pick<Standing, 'contestant' | 'rank'>[],
): boolean {
  const line = acrossLine(cut, standings)
  return (
    line !== undefined &&
    new Set(chosen).size === chosen.length &&
    chosen.length === line.seats &&
    chosen.every((one) => line.contestants.includes(one))
  )
}

/** Contestants who share the rank through which the line of a cut runs, and how many seats are left for them; undefined where it runs between ranks. */
export function acrossLine(
  { top }: NonNullable<Round['cut']>,
  standings: readonly Pick<Standing, 'contestant' | 'rank'>[],
): { contestants: string[]; seats: number } | undefined {
  for (const rank of new Set(standings.map((row) => row.rank))) {
    const contestants = standings.filter((row) => row.rank === rank).map(({ contestant }) => contestant)
    const seats = top - (rank - 1)
    if (seats > 0 && seats < contestants.length) return { contestants, seats }
  }
  return undefined
}
