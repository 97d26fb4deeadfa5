import * as z from 'zod'
import { says } from '#contract/faults.ts'
import { id, time } from '#contract/ids.ts'

/** Fields that acts have in common. */

/** A length that an organiser gives: up to a day. */
export const seconds = z.int().min(1).max(86_400)
/** Why an organiser does it, as everybody may read it in the log. */
export const reason = z.string().trim().min(1).max(500)

/** Something that counts from 1. */
export const ordinal = z.int().min(1)
export const count = z.int().min(0)
export const hash = z.string().regex(/^[0-9a-f]{64}$/, says('not-a-digest'))
export const ids = z.array(z.string())
export const window = { opensAt: time, closesAt: time.nullable() }
export { id, time }
