import * as z from 'zod'
import type { TableName } from '#store/tables.ts'
import { coldTable, type Sizing, type WarmThroughput } from '#capacity/sizing.ts'

/** What stands on AWS before a deployment, as far as the templates depend on it; `deploy` asks and hands it on in the context. */
export type Standing = {
  /** Concurrent executions of functions that the account may have in the region, without what others keep for theirs. */
  concurrency?: number | undefined
  /** What tables are warm for now. */
  warm: Partial<Record<TableName, WarmThroughput>>
}

const throughput = z.object({ reads: z.int().min(0), writes: z.int().min(0) })
const schema = z.object({
  concurrency: z.int().min(0).optional(),
  warm: z
    .object({
      Contests: throughput.optional(),
      Voters: throughput.optional(),
      Ballots: throughput.optional(),
      Tallies: throughput.optional(),
      Keys: throughput.optional(),
    })
    .partial()
    .default({}),
})

/** The name under which it stands in the context, as JSON. */
export const standingContext = 'standing'

/** What the context says of it; nothing where nobody has asked, as with `npx cdk synth`. */
export function parseStanding(context: unknown): Standing {
  if (context === undefined) return { warm: {} }
  const { concurrency, warm } = schema.parse(JSON.parse(z.string().parse(context)))
  const known = Object.entries(warm).filter(([, each]) => each !== undefined)
  return { concurrency, warm: Object.fromEntries(known) }
}

/** Tables as warm as they are to be, and no colder than they are: AWS refuses to cool one, and with it the whole deployment. */
export function noColder({ warmThroughput, ...sizing }: Sizing, { warm }: Standing): Sizing {
  const standing = Object.entries(warm).filter(
    ([, { reads, writes }]) => reads > coldTable.reads || writes > coldTable.writes,
  )
  const kept = Object.fromEntries(standing) as Standing['warm']
  const names = [...new Set([...Object.keys(kept), ...Object.keys(warmThroughput)])] as TableName[]
  return {
    ...sizing,
    warmThroughput: Object.fromEntries(names.map((name) => [name, larger(kept[name], warmThroughput[name])])),
  }
}

const larger = (one: WarmThroughput = coldTable, other: WarmThroughput = coldTable): WarmThroughput => ({
  reads: Math.max(one.reads, other.reads),
  writes: Math.max(one.writes, other.writes),
})

/** Below this an account is new, and has nothing to divide. */
export const enoughConcurrency = 1_000

/**
 * Functions that always find room, whatever floods the others, and that leave room to the others: half of what the account has for
 * ballots, twenty for commands (a close must come through), a hundred for the count, which has one at most for each partition of its
 * table. Empty where the account is too small for it, or nobody has asked: AWS keeps a hundred for all others, and a function cannot
 * have more than is reserved for it.
 */
export const reservedConcurrency = ({ concurrency = 0 }: Standing): Record<string, number> =>
  concurrency < enoughConcurrency
    ? {}
    : { 'cast-ballot': Math.floor(concurrency / 2), 'run-command': 20, 'tally-ballots': 100 }
