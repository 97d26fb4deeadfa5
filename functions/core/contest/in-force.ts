import type { Contest, Round } from '#contract/contest.ts'
import { contestantsOf } from '../round.ts'
import { withAmendments } from './amended.ts'
import { roundState, type ContestState } from './state.ts'

/**
 * The document in force: the one that was defined, and what events have added since: words that were put right, contestants who left
 * rounds that were not opened, and who is judged in a round, which is fixed when it is opened. Ballots, tallies, results and verifiers
 * all look at this one.
 */
export function inForce(defined: Contest, state: ContestState): Contest {
  const contest = withAmendments(defined, state.amendments ?? [])
  return { ...contest, rounds: contest.rounds.map((round) => roundInForce(contest, round, state)) }
}

function roundInForce(contest: Contest, round: Round, state: ContestState): Round {
  const current = roundState(state, round.id)
  if (current.phase !== 'waiting') return { ...round, contestants: current.contestants }
  const left = new Set(state.withdrawals?.map(({ contestant }) => contestant))
  const all = contestantsOf(contest, round).map(({ id }) => id)
  const staying = all.filter((id) => !left.has(id))
  return staying.length === all.length ? round : { ...round, contestants: staying }
}

/** Whether a round would have too few contestants for a ballot without some: nobody may be left, and those who are must be enough. */
export function isTooSmallWithout(contest: Contest, round: Round, left: readonly string[]): boolean {
  const staying = contestantsOf(contest, round).filter(({ id }) => !left.includes(id)).length
  const needed = round.panels.map(({ ballot }) => (ballot.kind === 'choose' ? (ballot.min ?? 1) : 1))
  return staying < Math.max(1, ...needed)
}
