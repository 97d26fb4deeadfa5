/** A fault that the person at the terminal can put right: shown as it is, one sentence, without a stack trace. */
export class UserError extends Error {
  override name = 'UserError'
}

/** The system's own word for a fault (`ENOENT`, `EADDRINUSE` …), if it has one. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

export const errorMessage = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
