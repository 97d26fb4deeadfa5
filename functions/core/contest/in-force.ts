import type { Contest, Round } from '#contract/contest.ts'
import { roundState, type ContestState } from './state.ts'

/**
 * The document in force: the one that was defined, and what events have added since. So far that is who is judged in a round, which is
 * fixed when the round is opened. Ballots, tallies, results and verifiers all look at this one.
 */
export const inForce = (defined: Contest, state: ContestState): Contest => ({
  ...defined,
  rounds: defined.rounds.map((round) => roundInForce(round, state)),
})

function roundInForce(round: Round, state: ContestState): Round {
  const current = roundState(state, round.id)
  return current.phase === 'waiting' ? round : { ...round, contestants: current.contestants }
}
