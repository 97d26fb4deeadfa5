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
