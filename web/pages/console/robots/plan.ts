import type { LiveRound } from '#contract/live.ts'
import type { Contest } from '#contract/contest.ts'
import { randomNamed } from '#core/random.ts'
import { isRecord } from '../../../state/storage.ts'

/** Robots of one rehearsal, all electorates together. */
export const mostRobots = 200

/** How many robots each electorate gets. */
export type Plan = Record<string, number>

const usual = { judge: 7, voter: 40 }

/** As many as are on the roster, or a usual number where nobody is yet; cut to what is allowed, the largest electorates first. */
export function suggestedPlan(contest: Contest, eligible: Record<string, number | null>): Plan {
  const plan: Plan = Object.fromEntries(
    contest.electorates.map(({ id, role }) => [id, eligible[id] || usual[role]]),
  )
  for (let excess = robotsIn(plan) - mostRobots; excess > 0; excess = robotsIn(plan) - mostRobots) {
    const [first = ['', 0], second = ['', 0]] = Object.entries(plan).sort(([, a], [, b]) => b - a)
    plan[first[0]] = Math.max(first[1] - excess, Math.min(second[1], first[1] - 1))
  }
  return plan
}

export const robotsIn = (plan: Plan): number => Object.values(plan).reduce((sum, count) => sum + count, 0)

/** A plan that was remembered on this device, if it fits the contest. */
export function readPlan(contest: Contest, value: unknown): Plan | null {
  if (!isRecord(value)) return null
  const plan: Plan = {}
  for (const { id } of contest.electorates) {
    const count = value[id]
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 0) return null
    plan[id] = count
  }
  return robotsIn(plan) <= mostRobots ? plan : null
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
