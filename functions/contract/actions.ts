import * as z from 'zod'
import { points } from './points.ts'
import { id } from './ids.ts'

/** What changes an outcome, and is done by two persons: one proposes it with a reason, another approves. */

const round = id
const contestant = id

export const adjustmentWhy = z.enum(['overtime', 'bonus', 'deduct'])

export const actionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('adjust'), round, contestant, points, why: adjustmentWhy }),
  z.strictObject({ kind: z.literal('disqualify'), round, contestant }),
  /** Takes back that somebody was disqualified, or withdrew. */
  z.strictObject({ kind: z.literal('reinstate'), round, contestant }),
  z.strictObject({ kind: z.literal('withdraw'), round, contestant }),
  /** `ballot`: its receipt, which is the id in the book. */
  z.strictObject({
    kind: z.literal('exclude'),
    round,
    ballot: z.string().min(1).max(100),
    why: z.string().trim().min(1).max(500),
  }),
  /** Who of those that stand across the line of the cut is in it: as many as there are seats left. */
  z.strictObject({ kind: z.literal('decideCut'), round, contestants: z.array(id).min(1).max(2_000) }),
  z.strictObject({ kind: z.literal('void'), round }),
])

/** Whether who proposes an action may approve it too. */
export const approvals = z.enum(['two', 'one'])

/** An action that was approved: `by` names who proposed it and who approved, once where both were one. */
export const approvedActionSchema = z.strictObject({
  proposal: z.int(),
  action: actionSchema,
  reason: z.string(),
  by: z.array(z.string()),
  at: z.string(),
})

export type ApprovedAction = z.infer<typeof approvedActionSchema>
export type Action = z.infer<typeof actionSchema>
export type ActionOf<Kind extends Action['kind']> = Extract<Action, { kind: Kind }>
export type AdjustmentWhy = z.infer<typeof adjustmentWhy>
export type Approvals = z.infer<typeof approvals>
