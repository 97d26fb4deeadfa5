import * as z from 'zod'
import { contestEvent } from '../act.ts'
import { hash } from './fields.ts'

/** The document is given, or replaced by another as long as no window has opened. */
export const defineContest = contestEvent({
  event: 'contestDefined',
  /** `rehearsal`: which of the rehearsals that share a contest's id one after the other this is. */
  eventFields: { document: hash, rehearsal: z.string().optional() },
  refusal: ({ rounds }) => (Object.keys(rounds).length > 0 ? 'document-in-use' : undefined),
  // What was put right stood in the document before.
  evolve: ({ amendments: _, withdrawals: _left, changed: _changed, ...state }, { n, rehearsal }) => ({
    ...state,
    definition: n,
    // Whoever was on stage may not be in the new document.
    stage: null,
    ...(rehearsal !== undefined && { rehearsal }),
  }),
})
