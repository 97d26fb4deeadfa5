import { problemStatus, type Fault, type ProblemCode, type ProblemDocument } from '#contract/problems.ts'
import type { Refusal } from '#contract/refusals.ts'
import { listed } from '#core/faults.ts'

type Details = { detail?: string; reason?: Refusal; errors?: Fault[]; retryAfterSeconds?: number }

/** The one kind of error whose content reaches the caller. Everything else is logged and answered as a bare 500. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly details: Details

  constructor(code: ProblemCode, details: Details = {}) {
    super(details.detail ?? code)
    this.code = code
    this.details = details
  }

  get status(): number {
    return problemStatus[this.code]
  }

  /** The RFC 9457 document. */
  toDocument(): ProblemDocument {
    const { detail, reason, errors } = this.details
    return {
      type: 'about:blank',
      title: titles[this.code],
      status: this.status,
      code: this.code,
      ...(detail !== undefined && { detail }),
      ...(reason !== undefined && { reason }),
      ...(errors !== undefined && { errors }),
    }
  }
}

export const badRequest = (errors: Fault[]): Problem => new Problem('bad-request', { errors: listed(errors) })
export const notFound = (): Problem => new Problem('not-found')
/** One uniform answer: nobody learns what was wrong with a token or a code. */
export const unauthorized = (): Problem => new Problem('unauthorized')

const titles: Record<ProblemCode, string> = {
  'bad-request': 'The request breaks a rule',
  unauthorized: 'A valid session or code is needed',
  forbidden: 'Not allowed for this person',
  'not-found': 'Not found',
  'already-voted': 'A ballot was already cast and cannot be changed',
  'stale-revision': 'The ballot was changed meanwhile',
  'version-conflict': 'The contest has moved on',
  'not-open': 'The round is not open',
  closed: 'The round has closed',
  'not-allowed': 'The contest does not allow this now',
  'too-large': 'The request is too large',
  'too-many': 'Too many requests',
  unavailable: 'Try again in a moment',
}
