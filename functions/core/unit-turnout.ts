/** One place on the roster of a round, and whether a ballot of it lies in the box. */
export type Seat = { electorate: string; unit: string | undefined; hasCast: boolean }

/** `others` are the seats of an electorate that are shown under no unit of their own; `unit` is empty then. */
export type UnitTurnout = { electorate: string; unit: string; cast: number; eligible: number; others?: true }

type Count = { unit: string; cast: number; eligible: number }

/** Turnout of every unit, exactly: for rounds in which everybody may know who has voted. */
export const unitTurnout = (seats: readonly Seat[]): UnitTurnout[] =>
  [...byElectorate(seats)].flatMap(([electorate, members]) =>
    countsOf(members).map((count) => ({ electorate, ...count })),
  )

/** Fewer people than this are never told apart in a secret round. */
const step = 5

/**
 * Turnout by unit of a secret round, so that nobody who looks again and again can tell a single ballot's unit beyond a group of five.
 *
 * - What is shown moves by five: `cast` is the greatest multiple of five that is certain.
 * - Units of fewer than five are one row, together with those who have no unit; where that row is still below five, the smallest other
 *   unit joins it. So no row, and no rest after taking the rows from the total, is fewer than five people.
 * - A row never says that all of it have cast until all of the electorate have: else the total, which moves by one, minus the rows
 *   that are complete would be the exact count of the last one.
 */
export const steppedUnitTurnout = (seats: readonly Seat[]): UnitTurnout[] =>
  [...byElectorate(seats)].flatMap(([electorate, members]) => {
    const isComplete = members.every(({ hasCast }) => hasCast)
    const { units, others } = foldedUnits(members)
    // One row of everybody would only be the total again.
    if (units.length === 0) return []
    const shown = ({ unit, cast, eligible }: Count) => ({
      electorate,
      unit,
      cast: isComplete ? cast : certainSteps(Math.min(cast, eligible - 1)),
      eligible,
    })
    return [
      ...units.map(shown),
      ...(others.eligible > 0 ? [{ ...shown(others), others: true as const }] : []),
    ]
  })

const certainSteps = (cast: number): number => Math.floor(cast / step) * step

function foldedUnits(seats: readonly Seat[]): { units: Count[]; others: Count } {
  const units = countsOf(seats).toSorted((one, other) => other.eligible - one.eligible)
  const without = seats.filter(({ unit }) => unit === undefined)
  const others = {
    unit: '',
    cast: without.filter(({ hasCast }) => hasCast).length,
    eligible: without.length,
  }
  for (;;) {
    const smallest = units.at(-1)
    const isShort = others.eligible > 0 && others.eligible < step
    if (!smallest || (smallest.eligible >= step && !isShort)) return { units, others }
    units.pop()
    others.cast += smallest.cast
    others.eligible += smallest.eligible
  }
}

function countsOf(seats: readonly Seat[]): Count[] {
  const counts = new Map<string, Count>()
  for (const { unit, hasCast } of seats) {
    if (unit === undefined) continue
    const { cast, eligible } = counts.get(unit) ?? { cast: 0, eligible: 0 }
    counts.set(unit, { unit, cast: cast + Number(hasCast), eligible: eligible + 1 })
  }
  return [...counts.values()]
}

const byElectorate = (seats: readonly Seat[]): Map<string, Seat[]> =>
  Map.groupBy(seats, ({ electorate }) => electorate)
