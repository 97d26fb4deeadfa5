import type { LiveRound } from '#contract/live.ts'
import type { Contest } from '#contract/contest.ts'
import type { RosterRow } from '#contract/people.ts'
import { randomNamed } from '#core/random.ts'
import { isRecord } from '../../../state/storage.ts'

/** Robots of one rehearsal, all electorates together. */
export const mostRobots = 200
/** Seats for people, all electorates together. */
export const mostSeats = 50

/** A number for each electorate. */
export type Numbers = Record<string, number>

/** Who takes part in a rehearsal: robots, and seats for people who come to try it themselves. */
export type Plan = { robots: Numbers; seats: Numbers }

const usual = { judge: 7, voter: 40 }

/**
 * As many robots as there are people on the roster, or a usual number where nobody is yet; cut to what is allowed, the largest electorates
 * first. Nobody has a seat until it is asked for.
 */
export function suggestedPlan(contest: Contest, eligible: Record<string, number | null>): Plan {
  const robots: Numbers = Object.fromEntries(
    contest.electorates.map(({ id, role }) => [id, eligible[id] || usual[role]]),
  )
  for (let excess = sumOf(robots) - mostRobots; excess > 0; excess = sumOf(robots) - mostRobots) {
    const [first = ['', 0], second = ['', 0]] = Object.entries(robots).sort(([, a], [, b]) => b - a)
    robots[first[0]] = Math.max(first[1] - excess, Math.min(second[1], first[1] - 1))
  }
  return { robots, seats: {} }
}

export const sumOf = (numbers: Numbers): number =>
  Object.values(numbers).reduce((sum, count) => sum + count, 0)

/** Whether a plan asks for somebody, and for no more than there may be. */
export const isPossible = ({ robots, seats }: Plan): boolean =>
  sumOf(robots) <= mostRobots && sumOf(seats) <= mostSeats && sumOf(robots) + sumOf(seats) > 0

/** A plan in numbers, with who sits where. */
export type Cast = { robots: Numbers; seats: RosterRow[] }

/**
 * Gives the seats to people of the roster, those first whose ids come first, so that they rehearse under their own names; seats
 * beyond that are guests', whom `nameOf` names.
 */
export function castOf(
  { robots, seats }: Plan,
  people: readonly RosterRow[],
  nameOf: (electorate: string, n: number) => string,
): Cast {
  const rows = Object.entries(seats).flatMap(([electorate, count]) => {
    const known = people.filter((person) => person.electorate === electorate)
    return Array.from({ length: count }, (_, index): RosterRow => {
      const person = known[index]
      if (person === undefined)
        return { id: `guest-${electorate}-${index + 1}`, electorate, name: nameOf(electorate, index + 1) }
      const { id, name, unit } = person
      return { id, electorate, ...(name !== undefined && { name }), ...(unit !== undefined && { unit }) }
    })
  })
  return { robots, seats: rows }
}

const isRow = (value: unknown): value is RosterRow =>
  isRecord(value) && typeof value.id === 'string' && typeof value.electorate === 'string'

/** What was remembered on this device, if it fits the contest. */
export function readCast(contest: Contest, value: unknown): Cast | null {
  if (!isRecord(value) || !isRecord(value.robots) || !Array.isArray(value.seats)) return null
  const robots: Numbers = {}
  for (const { id } of contest.electorates) {
    const count = value.robots[id]
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 0) return null
    robots[id] = count
  }
  const seats = value.seats.filter(isRow)
  return sumOf(robots) <= mostRobots && seats.length <= mostSeats ? { robots, seats } : null
}

const longestSpan = 60_000
const usualSpan = 30_000

/**
 * When a robot votes in a window, in epoch milliseconds: at a moment of chance in its first four fifths, within a minute at most;
 * within half a minute where the window has no end.
 */
export function dueAt(seed: string, { opensAt = '', closesAt }: LiveRound): number {
  const opens = Date.parse(opensAt)
  const span = closesAt === undefined ? usualSpan : (Date.parse(closesAt) - opens) * 0.8
  return opens + randomNamed(seed).within(0, Math.min(longestSpan, span))
}
