import * as z from 'zod'

/** The closed list of errors that people may read; anything else is a bare 500. */
export const problemStatus = {
  'bad-request': 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  'already-voted': 409,
  'stale-revision': 409,
  'version-conflict': 409,
  'not-open': 409,
  closed: 409,
  'not-allowed': 409,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
} as const

export type ProblemCode = keyof typeof problemStatus

/** Every way a call can fail: the closed list, `offline` for an answer that never came, `fault` for anything unexpected. */
export type FailureCode = ProblemCode | 'offline' | 'fault'

/** A fault as it is answered: `code` and `params` are stable (see faults.ts), `message` is their English sentence. */
const faultSchema = z.strictObject({
  path: z.string(),
  message: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type ToldFault = z.infer<typeof faultSchema>

/** RFC 9457. `code` is stable; `detail` is a sentence for people; `reason` names the rule behind a refused command. */
export const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  reason: z.string().optional(),
  errors: z.array(faultSchema).optional(),
  trace: z.string().optional(),
})
export type ProblemDocument = z.infer<typeof problemSchema>
