import * as z from 'zod'
import { whyUnranked } from './live.ts'
import { points } from './points.ts'

/** What people decided about a count beside the ballots; no document says it. */
export const decidedSchema = z.strictObject({
  /** Who is out of the ranking whatever the ballots say, and why. */
  unranked: z.record(z.string(), whyUnranked).optional(),
  /** What is added to the total of a contestant, or taken off it. */
  adjustments: z.array(z.strictObject({ contestant: z.string(), points })).optional(),
  /** Who of those that stand across the line of the cut was let in. */
  cut: z.array(z.string()).optional(),
})

export type Decided = z.infer<typeof decidedSchema>
