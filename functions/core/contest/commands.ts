import * as z from 'zod'
import type { Command } from './acts.ts'
import { commandActs } from './registry.ts'

/** What an organiser can ask for. `ifVersion` refuses the command when the contest has moved since. */
export const commandSchema = z.discriminatedUnion(
  'type',
  // A list from the registry; a union wants its first member by name.
  commandActs.flatMap(({ command }) => command ?? []) as unknown as [
    z.ZodObject<{ type: z.ZodLiteral<Command['type']> }>,
  ],
) as unknown as z.ZodType<Command>
