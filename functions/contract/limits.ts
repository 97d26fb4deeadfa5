import * as z from 'zod'
import { id } from './ids.ts'

const finite = z.number().finite()
const count = z.int().min(0)
/** How many contestants at least, and at most. */
const bounds = { least: z.int().min(1).optional(), most: count.optional() }

/** What a ballot has to be as a whole. */
export const wholeness = {
  /** It marks every contestant of the round. */
  whole: z.literal(true).optional(),
  /** It does not mark all of them the same. */
  notAllEqual: z.literal(true).optional(),
}

/** How many contestants one ballot may give these grades. */
export const gradeLimits = z.array(z.strictObject({ grades: z.array(id).min(1).max(20), ...bounds })).max(20)

/** How many contestants one ballot may give totals from `atLeast` on and below `below`. */
export const totalLimits = z
  .array(z.strictObject({ atLeast: finite.optional(), below: finite.optional(), ...bounds }))
  .max(20)
