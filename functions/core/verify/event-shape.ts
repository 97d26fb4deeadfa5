import * as z from 'zod'
import type { Fault } from '#contract/faults.ts'
import { time } from '#contract/ids.ts'
import type { ContestEvent } from '../contest/acts.ts'
import { hash } from '../contest/acts/fields.ts'
import { everyAct } from '../contest/registry.ts'
import { checkShape, fault } from '../faults.ts'

const common = { n: z.int().min(0), at: time, actor: z.string(), prev: hash, hash, type: z.string() }
const anyEvent = z.looseObject(common)

/** What an act reads of its event is checked; events may hold more, and all of it is under the hash. */
const schemas = new Map<string, z.ZodType>(
  everyAct.map(({ eventType, event }) => [eventType, z.looseObject({ ...event.shape, ...common })]),
)

/** The event that a JSON value is, with all its members, or what is wrong with it. */
export function parseEvent(value: unknown): { event: ContestEvent } | { faults: Fault[] } {
  const any = checkShape(anyEvent, value)
  if ('faults' in any) return any
  const schema = schemas.get(any.data.type)
  if (!schema) return { faults: [fault('$.type', 'unknown-event')] }
  const checked = checkShape(schema, value)
  // The value itself: the hash is over all of it. The schema has made sure of what is read.
  return 'faults' in checked ? checked : { event: value as ContestEvent }
}
