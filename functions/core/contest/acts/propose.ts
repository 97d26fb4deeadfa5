import * as z from 'zod'
import { actionSchema, type Action } from '#contract/actions.ts'
import type { Fault } from '#contract/faults.ts'
import type { Refusal } from '#contract/refusals.ts'
import { fault } from '#core/faults.ts'
import { decimalsOf, findRound } from '#core/round.ts'
import { actionRefusal, adjustRefusal, cutRefusal, versionOf } from '../actions.ts'
import { contestAct, type Facts } from '../act.ts'
import { roundState, type ContestState, type Proposal } from '../state.ts'
import { count, ordinal, reason } from './fields.ts'

/** All proposals and what was approved stand in the head, which every vote looks at: letters of them at most. */
const mostLetters = 60_000

/** Somebody proposes what changes an outcome. Nothing of it is in force before another approves. */
export const propose = contestAct({
  command: 'propose',
  commandFields: { action: actionSchema, reason },
  event: 'proposed',
  /** `version`: the result that it was proposed for, where the round had one. */
  eventFields: {
    proposal: ordinal,
    action: actionSchema,
    reason,
    by: z.string(),
    attempt: count,
    version: count.optional(),
  },
  decide: ({ action, reason }, facts) => {
    const { state, actor: by } = facts
    const faults = faultsOf(action, facts)
    if (faults.length > 0) return { faults }
    const current = roundState(state, action.round)
    const refusal = refusalOf(action, facts)
    if (refusal) return { refusal }
    const version = versionOf(current)
    const proposal = (state.proposals?.made ?? 0) + 1
    const event = {
      proposal,
      action,
      reason,
      by,
      attempt: current.attempt,
      ...(version !== undefined && { version }),
    }
    return lettersOf(state) + JSON.stringify(event).length > mostLetters
      ? { refusal: 'too-many-corrections' }
      : { event }
  },
  misfit: (event, state) => {
    const current = roundState(state, event.action.round)
    if (event.proposal !== (state.proposals?.made ?? 0) + 1 || event.by !== event.actor)
      return 'proposal-differs'
    if (event.attempt !== current.attempt || event.version !== versionOf(current)) return 'other-attempt'
    return actionRefusal(event.action, current) ?? repeated(event.action, state)
  },
  evolve: (state, { proposal, action, reason, by, attempt, version, at }) => ({
    ...state,
    proposals: {
      made: proposal,
      open: [
        ...(state.proposals?.open ?? []),
        { proposal, action, reason, by, at, attempt, ...(version !== undefined && { version }) },
      ],
    },
  }),
})

function faultsOf(action: Action, { contest, state, sealed = {} }: Facts): Fault[] {
  const round = findRound(contest, action.round)
  if (!round) return [fault('$.action.round', 'unknown-round', { id: action.round })]
  const current = roundState(state, action.round)
  if (current.phase === 'waiting') return []
  const named = 'contestant' in action ? [action.contestant] : []
  const faults = named
    .filter((id) => !current.contestants.includes(id))
    .map(() => fault('$.action.contestant', 'not-in-round'))
  const places = decimalsOf(contest)
  if (action.kind === 'adjust' && (action.points.split('.')[1]?.length ?? 0) > places)
    faults.push(fault('$.action.points', 'too-many-decimals', { places }))
  if (action.kind === 'exclude' && sealed.receipts && !sealed.receipts.has(action.ballot))
    faults.push(fault('$.action.ballot', 'not-in-book', { ballot: action.ballot }))
  if (action.kind === 'decideCut')
    for (const [index, id] of action.contestants.entries())
      if (!current.contestants.includes(id))
        faults.push(fault(`$.action.contestants[${index}]`, 'not-in-round'))
  return faults
}

function refusalOf(action: Action, { contest, state, sealed = {} }: Facts): Refusal | undefined {
  const current = roundState(state, action.round)
  const round = findRound(contest, action.round)
  const refusal = actionRefusal(action, current) ?? repeated(action, state)
  if (refusal || !round || current.phase === 'waiting') return refusal
  if (action.kind === 'adjust') return adjustRefusal(action, current, round)
  return action.kind === 'decideCut' ? cutRefusal(action, round, sealed.standings ?? []) : undefined
}

/** The same twice would be approved twice. */
function repeated(action: Action, state: ContestState): Refusal | undefined {
  const { attempt } = roundState(state, action.round)
  const isOpen = (one: Proposal) =>
    one.attempt === attempt && JSON.stringify(one.action) === JSON.stringify(action)
  return state.proposals?.open.some(isOpen) ? 'nothing-changes' : undefined
}

function lettersOf({ proposals, rounds }: ContestState): number {
  const approved = Object.values(rounds).flatMap((round) =>
    round.phase === 'waiting' ? [] : (round.actions ?? []),
  )
  return JSON.stringify([...(proposals?.open ?? []), ...approved]).length
}
