import * as z from 'zod'
import { id } from './ids.ts'
import { overlayPart } from './live.ts'

const seconds = z.int().min(1).max(86_400)
const ifVersion = z.int().min(0).optional()
const command = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...shape, ifVersion })

/** What an organiser can ask for. `ifVersion` refuses the command when the contest has moved since. */
export const commandSchema = z.discriminatedUnion('type', [
  command('stageContestant', { contestant: id.nullable() }),
  command('openRound', { round: id, seconds: seconds.optional() }),
  command('closeRound', { round: id, inSeconds: z.int().min(3).max(3_600).optional() }),
  command('extendRound', { round: id, seconds }),
  command('reopenRound', {
    round: id,
    seconds: seconds.optional(),
    reason: z.string().trim().min(1).max(500).optional(),
  }),
  command('voidRound', { round: id, reason: z.string().trim().min(1).max(500) }),
  command('sealRound', { round: id }),
  command('publishResult', {
    round: id,
    version: z.int().min(1).optional(),
    confirm: z.literal(true).optional(),
  }),
  command('releaseComments', { round: id, contestants: z.array(id).min(1).max(2_000).optional() }),
  command('reveal', { round: id, places: z.int().min(0) }),
  command('showOverlay', { parts: z.array(overlayPart).max(overlayPart.options.length) }),
])

export type Command = z.infer<typeof commandSchema>
