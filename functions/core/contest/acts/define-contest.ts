import * as z from 'zod'
import { contestEvent } from '../act.ts'
import { approvals } from '#contract/actions.ts'
import { hash } from './fields.ts'

/** The document is given, or replaced by another as long as no window has opened. */
export const defineContest = contestEvent({
  event: 'contestDefined',
  /** `approvals`: what the document says, where it says nothing what is the rule then. `rehearsal`: which of the rehearsals that share a contest's id one after the other this is. */
  eventFields: { document: hash, rehearsal: z.string().optional(), approvals: approvals.optional() },
  refusal: ({ rounds }) => (Object.keys(rounds).length > 0 ? 'document-in-use' : undefined),
  // What was put right stood in the document before.
  evolve: (
    { amendments: _, withdrawals: _left, changed: _changed, approvals: _approvals, ...state },
    { n, rehearsal, approvals },
  ) => ({
    ...state,
    definition: n,
    // Whoever was on stage may not be in the new document.
    stage: null,
    ...(approvals && { approvals }),
    ...(rehearsal !== undefined && { rehearsal }),
  }),
})
