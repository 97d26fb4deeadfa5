import * as z from 'zod'
import { contestSchema } from './contest.ts'
import { id, line, time } from './ids.ts'

/** What people read in a document and may be put right after the opening. An empty text takes an optional one away. */
const optional = z.union([z.literal(''), line])
export const amendable = {
  contest: z.strictObject({ title: line, organiser: optional }).partial(),
  contestant: z
    .strictObject({
      name: line,
      unit: optional,
      presenter: optional,
      highlights: z.string().trim().max(2_000),
    })
    .partial(),
  round: z.strictObject({ title: line }).partial(),
  electorate: z.strictObject({ name: line }).partial(),
  group: z.strictObject({ name: line }).partial(),
}
export const amendedKind = z.enum(['contest', 'contestant', 'round', 'electorate', 'group'])

const words = z.record(z.string(), z.string())
/** A correction: the new words and those before them (empty where there were none). Without `id` it is of the contest itself. */
export const amendment = {
  what: amendedKind,
  id: id.optional(),
  fields: words,
  before: words,
  reason: z.string(),
}
/** A contestant left these rounds, which had not been opened. */
export const withdrawal = { contestant: id, rounds: z.array(id), reason: z.string() }

export const amendmentSchema = z.strictObject({ ...amendment, at: time })
export const withdrawalSchema = z.strictObject({ ...withdrawal, at: time })

/** The document in force at a version, with what made it another than the one defined. */
export const inForceSchema = z.strictObject({
  contest: contestSchema,
  version: z.int(),
  amendments: z.array(amendmentSchema),
  withdrawals: z.array(withdrawalSchema),
})

export type InForce = z.infer<typeof inForceSchema>
export type AmendedKind = z.infer<typeof amendedKind>
export type Amendment = z.infer<typeof amendmentSchema>
export type Withdrawal = z.infer<typeof withdrawalSchema>
