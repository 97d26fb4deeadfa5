import * as z from 'zod'
import { id } from './ids.ts'

/** One step that may separate equal totals. */
export const tieBreak = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('panel'), panel: id }),
  z.strictObject({ by: z.literal('criterion'), panel: id, criterion: id }),
  z.strictObject({ by: z.literal('voters'), panel: id }),
  z.strictObject({ by: z.literal('countback'), panel: id }),
  z.strictObject({ by: z.literal('exact') }),
  z.strictObject({ by: z.literal('order') }),
])
