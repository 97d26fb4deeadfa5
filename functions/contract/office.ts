import * as z from 'zod'
import { actionSchema, approvals } from './actions.ts'
import { liveSchema, standingSchema } from './live.ts'
import { reachedSchema } from './reach.ts'
import { staffRoles } from './people.ts'

/** What only organisers and observers see. */

const person = {
  voter: z.string(),
  electorate: z.string(),
  name: z.string().optional(),
  unit: z.string().optional(),
}

/** What a speech costs by the round's table; `over`: whole seconds above the limit, 0 where it was too short. */
const overtimeOfferSchema = z.strictObject({ contestant: z.string(), over: z.int(), points: z.string() })

/** A proposal that waits for an approval; `refusal`: why it cannot come into force any more. `mine`: of who asks. */
const openProposalSchema = z.strictObject({
  proposal: z.int(),
  action: actionSchema,
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  refusal: z.string().nullable(),
  mine: z.boolean(),
})

const rankingSideSchema = z.strictObject({
  standings: z.array(standingSchema),
  /** Who stands in no ranking. */
  unranked: z.array(z.string()),
})
/** The ranking as it stands and as it would be; null where the round has no count, or would have none. */
export const proposalEffectSchema = z.strictObject({
  before: rankingSideSchema.nullable(),
  after: rankingSideSchema.nullable(),
})

/** What the console shows of a round beside its public part. */
const roundDetailsSchema = z.strictObject({
  /** Of every command about the round why it is refused now; null where it is not. */
  available: z.record(z.string(), z.string().nullable()),
  /** What speeches cost by the table, ready to be proposed. */
  overtime: z.array(overtimeOfferSchema),
  /** Something was approved that the latest result does not have yet: its further version is being counted. */
  correctionDue: z.boolean(),
  /** Places to show with the next step of a reveal, and with a step back: contestants who share a rank appear together. */
  reveal: z.strictObject({ next: z.int().nullable(), previous: z.int().nullable() }).optional(),
  results: z.array(
    z.strictObject({
      version: z.int(),
      digest: z.string(),
      quorumMissed: z.array(z.string()),
      /** Electorates of panels with weight from which nobody has points. */
      unfilled: z.array(z.string()),
      /** Electorates of a secret round whose published figures would tell everyone's ballot. */
      disclosing: z.array(z.string()),
    }),
  ),
  /**
   * Who has cast by unit. In secret rounds `cast` is what is certain in steps of five, and units of fewer than five stand together in
   * one row of `others`, whose `unit` is empty.
   */
  units: z.array(
    z.strictObject({
      electorate: z.string(),
      unit: z.string(),
      cast: z.int(),
      eligible: z.int(),
      others: z.literal(true).optional(),
    }),
  ),
  /** Judges: contestants marked so far, of how many. Empty in secret rounds. */
  progress: z.array(
    z.strictObject({
      ...person,
      marked: z.int(),
      of: z.int(),
      shadow: z.literal(true).optional(),
      /** What a shadow judge gave each contestant: the total, or the grade by its name. */
      given: z.record(z.string(), z.string()).optional(),
    }),
  ),
  /**
   * Of whoever is on stage, and of those whose marks were shown: how many judges have sent marks, and whether what was shown is still so. Empty in
   * secret rounds, and once the round is sealed.
   */
  marks: z.record(
    z.string(),
    z.strictObject({ judges: z.int(), shown: z.enum(['same', 'changed']).optional() }),
  ),
  /** Who has not cast yet, in named rounds; the first 200. */
  missing: z.array(z.strictObject(person)),
  /** Viewers per whole second of delay behind the live edge, as their ballots told. */
  delays: z.record(z.string(), z.int()),
})

export const consoleSchema = z.strictObject({
  ...liveSchema.shape,
  details: z.record(z.string(), roundDetailsSchema),
  /** Whether an action needs two persons. */
  approvals,
  proposals: z.array(openProposalSchema),
  /** Of a contest in which no vote was opened yet: where another device has opened the printed address. */
  reached: reachedSchema.optional(),
})

/** One line of the log. Further fields depend on `type`; `hash` chains the event to the one before. */
const logEventSchema = z.looseObject({
  n: z.int(),
  at: z.string(),
  actor: z.string(),
  type: z.string(),
  hash: z.string(),
})
export const logSchema = z.strictObject({ contest: z.string(), events: z.array(logEventSchema) })
export const commandResultSchema = z.strictObject({ version: z.int(), events: z.array(logEventSchema) })

/** Released comments per contestant, in no order that tells who wrote them; `judge` and `note` are for those who may see them. */
export const releasedCommentsSchema = z.strictObject({
  contest: z.string(),
  round: z.string(),
  comments: z.record(
    z.string(),
    z.array(
      z.strictObject({
        judge: z.string().optional(),
        strength: z.string().optional(),
        shortfall: z.string().optional(),
        suggestion: z.string().optional(),
        note: z.string().optional(),
      }),
    ),
  ),
})

/**
 * The roster and the staff without codes, which nobody can read again. A long one comes in pages: while there is a `next`, ask again with
 * `?after=` and it.
 */
export const rosterSchema = z.strictObject({
  contest: z.string(),
  voters: z.array(
    z.strictObject({
      id: z.string(),
      electorate: z.string(),
      name: z.string().optional(),
      unit: z.string().optional(),
      excused: z.literal(true).optional(),
      recuse: z.array(z.string()).optional(),
      shadow: z.literal(true).optional(),
      /** The list that they came with, where it had a name. */
      import: z.string().optional(),
      /** The list that changed them last, where it had a name, and the name and unit that they had before. */
      before: z
        .strictObject({ import: z.string(), name: z.string().optional(), unit: z.string().optional() })
        .optional(),
    }),
  ),
  staff: z.array(z.strictObject({ id: z.string(), role: z.enum(staffRoles), name: z.string().optional() })),
  next: z.string().optional(),
})

/** What one request has deleted; more is left while it is not `done`. */
export const wipedSchema = z.strictObject({ removed: z.int(), done: z.boolean() })

export type OvertimeOffer = z.infer<typeof overtimeOfferSchema>
export type ProposalEffect = z.infer<typeof proposalEffectSchema>
export type RoundDetails = z.infer<typeof roundDetailsSchema>
export type Console = z.infer<typeof consoleSchema>
export type LogEvent = z.infer<typeof logEventSchema>
export type CommandResult = z.infer<typeof commandResultSchema>
export type Roster = z.infer<typeof rosterSchema>
export type ReleasedComments = z.infer<typeof releasedCommentsSchema>
