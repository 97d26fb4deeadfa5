import { problemSchema, type ProblemDocument } from '#contract/problems.ts'

/** An answer that is no success. `code` is one of the closed list, or undefined where a proxy or a bare fault answered. */
export class Refused extends Error {
  override name = 'Refused'
  readonly url: string
  readonly status: number
  readonly problem: ProblemDocument | undefined

  constructor(method: string, url: string, status: number, text: string) {
    super(`${method} ${url} was answered with ${status}: ${text}`)
    this.url = url
    this.status = status
    this.problem = problemIn(text)
  }

  get code(): string | undefined {
    return this.problem?.code
  }
}

/** Nobody answered, or not to the end. */
export class NoAnswer extends Error {
  override name = 'NoAnswer'

  constructor(url: string, cause: unknown) {
    super(`Nobody answers at ${new URL(url).origin} (${reasonOf(cause)})`, { cause })
  }
}

/** What fetch says itself is only that it failed; the reason is behind it. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  return cause.cause instanceof Error ? cause.cause.message : cause.message
}

function problemIn(text: string): ProblemDocument | undefined {
  try {
    return problemSchema.safeParse(JSON.parse(text)).data
  } catch {
    // Something else answered in the server's place.
    return undefined
  }
}
