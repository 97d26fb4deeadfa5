import * as z from 'zod'
import type { Refusal } from '#contract/refusals.ts'
import { fault } from '#core/faults.ts'
import { findRound } from '#core/round.ts'
import { adjustRefusal, openProposal, staleness } from '../actions.ts'
import { contestAct, type Facts } from '../act.ts'
import { roundState, type ContestState, type Proposal, type RoundState } from '../state.ts'
import { count, id, ordinal } from './fields.ts'

/**
 * A second person approves, and the action is in force. Of a round that is counted already it leads to a further version of the result,
 * or away from it: void.
 */
export const approve = contestAct({
  command: 'approve',
  commandFields: { proposal: ordinal },
  alsoFor: ['scrutineer'],
  event: 'approved',
  /** `round`, `attempt`: what the action is about. */
  eventFields: { proposal: ordinal, by: z.string(), round: id, attempt: count },
  decide: ({ proposal: number }, facts) => {
    const { state, actor: by } = facts
    const proposal = openProposal(state, number)
    if (!proposal)
      return number <= (state.proposals?.made ?? 0)
        ? { refusal: 'proposal-stale' }
        : { faults: [fault('$.proposal', 'unknown-proposal', { proposal: number })] }
    const refusal = refusalOf(proposal, by, state) ?? limitRefusal(proposal, facts)
    if (refusal) return { refusal }
    return { event: { proposal: number, by, round: proposal.action.round, attempt: proposal.attempt } }
  },
  misfit: ({ proposal: number, by, round, attempt, actor }, state) => {
    const proposal = openProposal(state, number)
    const isTold = proposal?.action.round === round && proposal.attempt === attempt && by === actor
    return proposal && isTold ? refusalOf(proposal, by, state) : 'proposal-differs'
  },
  evolve: (state, { proposal: number, by, at }) => {
    const proposal = openProposal(state, number)
    if (!proposal) throw new Error(`no open proposal ${number}`)
    const { round } = proposal.action
    return {
      ...withoutProposal(state, number),
      rounds: { ...state.rounds, [round]: withAction(roundState(state, round), proposal, { by, at }) },
    }
  },
})

function refusalOf(proposal: Proposal, by: string, state: ContestState): Refusal | undefined {
  if (by === proposal.by && state.approvals !== 'one') return 'same-person'
  return staleness(proposal, roundState(state, proposal.action.round))
}

/** Other points may have been approved since. */
function limitRefusal({ action }: Proposal, { contest, state }: Facts): Refusal | undefined {
  const round = findRound(contest, action.round)
  const current = roundState(state, action.round)
  if (action.kind !== 'adjust' || !round || current.phase === 'waiting') return undefined
  return adjustRefusal(action, current, round)
}

function withAction(
  round: RoundState,
  { proposal, action, reason, by: proposer, attempt }: Proposal,
  { by, at }: { by: string; at: string },
): RoundState {
  if (round.phase === 'waiting') throw new Error(`round ${action.round} is not open`)
  if (action.kind === 'void')
    return { phase: 'waiting', attempt: attempt + 1, voided: { attempt, reason, at } }
  const approved = { proposal, action, reason, by: [...new Set([proposer, by])], at }
  return { ...round, actions: [...(round.actions ?? []), approved] }
}

/** A proposal that is settled waits for nobody. */
export const withoutProposal = (state: ContestState, number: number): ContestState => ({
  ...state,
  proposals: {
    made: state.proposals?.made ?? number,
    open: (state.proposals?.open ?? []).filter(({ proposal }) => proposal !== number),
  },
})
