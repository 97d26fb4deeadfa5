import * as z from 'zod'
import { turnoutSchema } from '#contract/live.ts'
import { roundEvent } from '../act.ts'
import { count, hash, ids } from './fields.ts'
import { attemptMisfit } from './windows.ts'

/** The ballots of a closed round are recounted: the result is fixed by its digest, and public to nobody yet. */
export const sealRound = roundEvent({
  event: 'roundSealed',
  eventFields: {
    attempt: count,
    version: count,
    digest: hash,
    ballots: turnoutSchema,
    quorumMissed: ids,
    disclosing: ids.optional(),
    /** Contestants whose marks were corrected after they had been shown. */
    marksChanged: ids.optional(),
    ties: z.array(z.strictObject({ rank: count, rows: count })).optional(),
    unranked: count.optional(),
    unfilled: ids.optional(),
  },
  phases: {
    waiting: 'round-not-opened',
    open: 'round-open',
    closed: 'seal-not-requested',
    sealing: 'allowed',
    sealed: 'round-sealed',
    published: 'round-sealed',
  },
  misfit: attemptMisfit,
  evolve: (
    { eligible: _, excused: _away, marks: _marks, shown: _shown, ...current },
    { version, ballots, quorumMissed, disclosing, ties, unranked, unfilled },
  ) => ({
    ...current,
    phase: 'sealed',
    versions: [
      {
        version,
        ballots,
        quorumMissed,
        ...(disclosing && { disclosing }),
        ...(ties && { ties }),
        ...(unranked !== undefined && { unranked }),
        ...(unfilled && { unfilled }),
      },
    ],
  }),
})
