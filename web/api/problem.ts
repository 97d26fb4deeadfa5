import type { FailureCode, ProblemDocument, ToldFault } from '#contract/problems.ts'

const known: Record<FailureCode, true> = {
  'bad-request': true,
  unauthorized: true,
  forbidden: true,
  'not-found': true,
  'already-voted': true,
  'stale-revision': true,
  'version-conflict': true,
  'not-open': true,
  closed: true,
  'not-allowed': true,
  'too-large': true,
  'too-many': true,
  unavailable: true,
  offline: true,
  fault: true,
}

const isKnown = (code: unknown): code is FailureCode => typeof code === 'string' && code in known

/** A proxy or a phone company may answer in the server's place, so the fields are looked at. */
function readDocument(answer: unknown): Partial<ProblemDocument> {
  if (typeof answer !== 'object' || answer === null) return {}
  const { code, detail, reason, errors }: Partial<Record<keyof ProblemDocument, unknown>> = answer
  return {
    ...(typeof code === 'string' && { code }),
    ...(typeof detail === 'string' && { detail }),
    ...(typeof reason === 'string' && { reason }),
    ...(Array.isArray(errors) && { errors: errors.filter(isFault) }),
  }
}

/** Who sends parameters sends their code. */
const isFault = (value: unknown): value is ToldFault =>
  typeof value === 'object' && value !== null && 'path' in value && 'message' in value && 'params' in value

type Details = { status?: number; document?: Partial<ProblemDocument>; retryAfter?: number; cause?: unknown }

/** The one error that a call to the server ends in. `retryAfter` is in seconds. */
export class Problem extends Error {
  readonly code: FailureCode
  readonly status: number
  readonly detail: string | undefined
  readonly reason: string | undefined
  readonly errors: ToldFault[]
  readonly retryAfter: number | undefined

  constructor(code: FailureCode, { status = 0, document, retryAfter, cause }: Details = {}) {
    super(document?.detail ?? document?.title ?? code, { cause })
    this.name = 'Problem'
    this.code = code
    this.status = status
    this.detail = document?.detail
    this.reason = document?.reason
    this.errors = document?.errors ?? []
    this.retryAfter = retryAfter
  }

  /** Whether the same request may well succeed later. */
  get passing(): boolean {
    return ['offline', 'fault', 'unavailable', 'too-many'].includes(this.code)
  }

  /** The problem behind anything that was thrown. */
  static from(error: unknown): Problem {
    return error instanceof Problem ? error : new Problem('fault', { cause: error })
  }

  /** The problem that an unsuccessful answer tells of. */
  static async ofResponse(response: Response): Promise<Problem> {
    const document = await response.json().then(readDocument, () => readDocument(null))
    const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN)
    return new Problem(isKnown(document.code) ? document.code : 'fault', {
      status: response.status,
      document,
      ...(Number.isFinite(seconds) && { retryAfter: seconds }),
    })
  }
}
