import * as z from 'zod'
import type { Contest } from '#contract/contest.ts'
import { whyUnranked } from '#contract/live.ts'
import { checkShape } from '#core/faults.ts'
import { readJson } from '#terminal/files.ts'
import { faultLines } from '#terminal/sentences.ts'
import { UserError } from '#terminal/user-error.ts'

/** What no document says: who was judged, where the log fixed it, and who is out of the ranking. */
const factsSchema = z.strictObject({
  contestants: z.array(z.string()).min(1).optional(),
  unranked: z.record(z.string(), whyUnranked).optional(),
})

/** The facts in a file about a count by this document. Throws a `UserError` that says what is wrong with them. */
export function readFacts(file: string, { contestants }: Contest): z.infer<typeof factsSchema> {
  const checked = checkShape(factsSchema, readJson(file))
  if ('faults' in checked) throw new UserError(faultLines(checked.faults))
  const { data } = checked
  const named = [...(data.contestants ?? []), ...Object.keys(data.unranked ?? {})]
  const unknown = named.find((id) => !contestants.some((one) => one.id === id))
  if (unknown !== undefined) throw new UserError(`${file} names ${unknown}, whom the contest does not have.`)
  return data
}
