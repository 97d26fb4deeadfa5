import * as z from 'zod'
import type { Fault } from '#contract/problems.ts'
import { overlayPart } from '#contract/live.ts'
import type { ContestEvent } from '#core/contest/events.ts'
import { checkShape } from '../faults.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().min(0)
const time = z.iso.datetime({ precision: 3 })
const ids = z.array(z.string())
const round = { round: z.string() }
const attempt = { ...round, attempt: count }
const window = { ...round, opensAt: time, closesAt: time.nullable() }

/** What the fold and the checks rely on. Events may hold more: all of it is under the hash. */
const shapes = {
  contestDefined: { document: hash, rehearsal: z.string().optional() },
  votersAdded: { added: z.record(z.string(), count) },
  staffAdded: { id: z.string(), role: z.enum(['organiser', 'observer']) },
  codeReissued: { voter: z.string(), epoch: count },
  contestantStaged: { contestant: z.string().nullable() },
  roundOpened: { ...window, attempt: count, buckets: count },
  roundClosing: { ...round, closesAt: time },
  roundExtended: { ...round, closesAt: time },
  roundReopened: window,
  roundVoided: { ...attempt, reason: z.string() },
  sealRequested: attempt,
  roundSealed: {
    ...attempt,
    version: count,
    digest: hash,
    ballots: z.record(z.string(), z.strictObject({ cast: count, eligible: count.nullable() })),
    quorumMissed: ids,
    telling: ids.optional(),
  },
  resultPublished: { ...round, version: count },
  commentsReleased: { ...round, contestants: ids },
  placesRevealed: { ...round, places: count },
  overlayShown: { parts: z.array(overlayPart) },
} satisfies Record<ContestEvent['type'], z.ZodRawShape>

const common = { n: count, at: time, actor: z.string(), prev: hash, hash, type: z.string() }
const anyEvent = z.looseObject(common)
const schemas = new Map(
  Object.entries(shapes).map(([type, shape]) => [type, z.looseObject({ ...common, ...shape })]),
)

/** The event that a JSON value is, with all its members, or what is wrong with it. */
export function parseEvent(value: unknown): { event: ContestEvent } | { faults: Fault[] } {
  const any = checkShape(anyEvent, value)
  if ('faults' in any) return any
  const schema = schemas.get(any.data.type)
  if (!schema) return { faults: [{ path: '$.type', message: 'No such event is known' }] }
  const checked = checkShape(schema, value)
  // The value itself: the hash is over all of it. The schema has made sure of what is read.
  return 'faults' in checked ? checked : { event: value as ContestEvent }
}
