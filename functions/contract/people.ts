import * as z from 'zod'
import { contestId, id, line } from './ids.ts'

export const roles = ['owner', 'organiser', 'observer', 'scrutineer', 'clerk', 'judge', 'voter'] as const
/** Roles that an organiser gives to people of one contest. */
export const staffRoles = ['organiser', 'observer', 'scrutineer', 'clerk'] as const satisfies Role[]
export type Role = (typeof roles)[number]
export type StaffRole = (typeof staffRoles)[number]

/** A personal code, or a seat in an electorate with open admission. */
export const openSessionSchema = z.union([
  z.strictObject({ code: z.string().min(1).max(100) }),
  z.strictObject({ contest: contestId, electorate: id }),
])

/** `contest` is `*` for the owner, who is organiser in every contest. */
export const sessionSchema = z.strictObject({
  token: z.string(),
  role: z.enum(roles),
  contest: z.string(),
  electorate: z.string().optional(),
  voter: z.string().optional(),
  /** Of the holder of the code as the roster or the staff's list has them; never in a seat that anyone may take. */
  name: z.string().optional(),
  unit: z.string().optional(),
  /** Contestants whom the roster has the holder leave unmarked, beside those whom a panel's rule finds. */
  recuse: z.array(z.string()).optional(),
  expiresAt: z.string(),
})

export const rosterRowSchema = z.strictObject({
  id,
  electorate: id,
  name: line.optional(),
  unit: line.optional(),
  /** Known to be away: not in the base of a quorum, and free to vote all the same. */
  excused: z.boolean().optional(),
  /** Contestants whom this person gives no mark where a panel has a rule of recusal. */
  recuse: z.array(id).max(200).optional(),
  /** Of judges: their marks and comments are kept and shown to the staff apart, never counted. */
  shadow: z.boolean().optional(),
})
/**
 * A row of somebody who is on the roster gives them another name or unit; what it leaves out stays. `replace: false` refuses such rows:
 * of two lists that both count from 1, the second would hand the codes of the first to others. Who sends no `replace` means them, as
 * clients did before there was one. `import` is a name for the list that the rows come from, by which it can be found and taken back.
 */
export const addVotersSchema = z.strictObject({
  voters: z.array(rosterRowSchema).min(1).max(500),
  replace: z.boolean().optional(),
  import: id.optional(),
})
export const addStaffSchema = z.strictObject({ role: z.enum(staffRoles), name: line })

/** A code is answered once, when it is made; the store keeps only its hash. */
export const personalCodeSchema = z.strictObject({ id: z.string(), code: z.string(), link: z.string() })
/** A way into the rehearsal of a contest; `created` when there was none before. */
export const rehearsalSchema = z.strictObject({
  ...personalCodeSchema.shape,
  contest: z.string(),
  created: z.boolean(),
})
export const newVotersSchema = z.strictObject({ voters: z.array(personalCodeSchema) })

export type AddStaff = z.infer<typeof addStaffSchema>
export type AddVoters = z.infer<typeof addVotersSchema>
export type OpenSession = z.infer<typeof openSessionSchema>
export type Session = z.infer<typeof sessionSchema>
export type RosterRow = z.infer<typeof rosterRowSchema>
export type Rehearsal = z.infer<typeof rehearsalSchema>
export type PersonalCode = z.infer<typeof personalCodeSchema>
