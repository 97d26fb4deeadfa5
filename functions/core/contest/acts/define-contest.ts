import * as z from 'zod'
import { approvals } from '#contract/actions.ts'
import { amendmentSchema, withdrawalSchema } from '#contract/amendments.ts'
import { contestEvent } from '../act.ts'
import { wereThere } from '../kept-changes.ts'
import { hash } from './fields.ts'

/** The document is given, or replaced by another as long as no window has opened. */
export const defineContest = contestEvent({
  event: 'contestDefined',
  /**
   * `approvals`: what the document says, where it says nothing what is the rule then. `rehearsal`: which of the rehearsals that share a
   * contest's id one after the other this is. `amendments`, `withdrawals`: what of those before holds for this document too.
   */
  eventFields: {
    document: hash,
    rehearsal: z.string().optional(),
    approvals: approvals.optional(),
    amendments: z.array(amendmentSchema).optional(),
    withdrawals: z.array(withdrawalSchema).optional(),
  },
  refusal: ({ rounds }) => (Object.keys(rounds).length > 0 ? 'document-in-use' : undefined),
  misfit: (event, state) => (wereThere(event, state) ? undefined : 'other-words'),
  evolve: (
    { amendments: _, withdrawals: _left, changed: _changed, approvals: _approvals, ...state },
    { n, rehearsal, approvals, amendments, withdrawals },
  ) => ({
    ...state,
    definition: n,
    // Whoever was on stage may not be in the new document.
    stage: null,
    ...(approvals && { approvals }),
    ...(rehearsal !== undefined && { rehearsal }),
    ...(amendments && { amendments }),
    ...(withdrawals && { withdrawals }),
    ...((amendments ?? withdrawals) && { changed: n }),
  }),
})
