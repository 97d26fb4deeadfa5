import * as z from 'zod'
import { fault } from '#core/faults.ts'
import { openProposal } from '../actions.ts'
import { contestAct } from '../act.ts'
import { withoutProposal } from './approve.ts'
import { ordinal, reason } from './fields.ts'

/** A proposal comes to nothing: somebody declines it, or who made it takes it back. */
export const decline = contestAct({
  command: 'decline',
  commandFields: { proposal: ordinal, reason: reason.optional() },
  alsoFor: ['scrutineer'],
  event: 'declined',
  eventFields: { proposal: ordinal, by: z.string(), reason: reason.optional() },
  decide: ({ proposal, reason }, { state, actor: by }) => {
    if (openProposal(state, proposal))
      return { event: { proposal, by, ...(reason !== undefined && { reason }) } }
    return proposal <= (state.proposals?.made ?? 0)
      ? { refusal: 'proposal-stale' }
      : { faults: [fault('$.proposal', 'unknown-proposal', { proposal })] }
  },
  misfit: ({ proposal, by, actor }, state) =>
    openProposal(state, proposal) && by === actor ? undefined : 'proposal-differs',
  evolve: (state, { proposal }) => withoutProposal(state, proposal),
})
