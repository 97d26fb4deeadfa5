import * as z from 'zod'
import { id } from './ids.ts'

const electorate = id

/** A voter's marks in one round, in the one form that the round's panel asks for. */
export const ballotSchema = z.union([
  z.strictObject({ electorate, choices: z.array(id).max(2_000) }),
  z.strictObject({ electorate, grades: z.record(id, id) }),
  z.strictObject({ electorate, scores: z.record(id, z.record(id, z.number().finite())) }),
  z.strictObject({ electorate, ranking: z.array(id).max(2_000) }),
])

const words = z.string().max(2_000).optional()

/** A judge's words, per contestant. `note` goes to the staff only and is never published. */
const commentsSchema = z.record(
  id,
  z.strictObject({ strength: words, shortfall: words, suggestion: words, note: words }),
)

export const castSchema = z.strictObject({
  ballot: ballotSchema,
  requestId: z.string().min(1).max(100),
  /** The revision that has to lie in the box, 0 for none. */
  replaces: z.int().min(0).optional(),
  comments: commentsSchema.optional(),
  delay: z.int().min(0).max(3_600).optional(),
})

/**
 * What a voter holds in hand: the receipt stands in the book once the result is published. `proof`: the same signed by the contest's key
 * (a compact JWS), for the ballot of this very revision; absent where the contest has no key.
 */
export const receiptSchema = z.strictObject({
  receipt: z.string(),
  castAt: z.string(),
  revision: z.int(),
  proof: z.string().optional(),
})
export const ownBallotSchema = z.strictObject({
  ...receiptSchema.shape,
  ballot: ballotSchema,
  comments: commentsSchema.optional(),
})

/** One line of the book: the ballot behind the receipt `id`, with the voter in named rounds only. */
export const bookLineSchema = z.strictObject({
  id: z.string().min(1),
  ballot: ballotSchema,
  voter: z.string().optional(),
  /** Contestants whom the voter had to leave unmarked. */
  recused: z.array(z.string()).min(1).optional(),
  /** The ballot of a shadow judge: kept, and never counted. */
  shadow: z.literal(true).optional(),
  /** Why it does not count. */
  excluded: z.string().optional(),
})

export type Ballot = z.infer<typeof ballotSchema>
export type Comments = z.infer<typeof commentsSchema>
export type Comment = Comments[string]
export type Cast = z.infer<typeof castSchema>
export type Receipt = z.infer<typeof receiptSchema>
export type OwnBallot = z.infer<typeof ownBallotSchema>
export type BookLine = z.infer<typeof bookLineSchema>
