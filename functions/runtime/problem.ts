import type { Fault } from '#contract/faults.ts'
import { problemStatus, type ProblemCode, type ProblemDocument, type ToldFault } from '#contract/problems.ts'
import type { Refusal } from '#contract/refusals.ts'
import { cut, listed } from '#core/faults.ts'
import { words as faults } from '#words/en/faults.ts'
import { titles } from '#words/en/problems.ts'
import { say } from '#words/say.ts'

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
      ...(errors !== undefined && { errors: errors.map(told) }),
    }
  }
}

export const badRequest = (errors: Fault[]): Problem => new Problem('bad-request', { errors: listed(errors) })
export const notFound = (): Problem => new Problem('not-found')
/** One uniform answer: nobody learns what was wrong with a token or a code. */
export const unauthorized = (): Problem => new Problem('unauthorized')

const longestMessage = 300

/** A fault with its English sentence, for whoever reads the answer of a program. */
function told(fault: Fault): ToldFault {
  const { path, code, params } = fault
  return { path, message: cut(say(faults, fault), longestMessage), code, params }
}
