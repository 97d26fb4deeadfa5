import * as z from 'zod'
import { errorMessage, UserError } from '#terminal/user-error.ts'

export const noCredentials =
  'No AWS credentials are in force: sign in (“aws configure” or “aws sso login”) and choose a profile with AWS_PROFILE.'

/** What the AWS clients throw carries the answer's status, where there was an answer. */
const fromAws = z.object({
  name: z.string(),
  $metadata: z.object({ httpStatusCode: z.int().optional() }),
})

/** What AWS has against a command of the operator is one sentence too, with the name that AWS gives it. */
export function awsSentence(error: unknown): UserError | undefined {
  if (error instanceof Error && error.name === 'CredentialsProviderError') return new UserError(noCredentials)
  const parsed = fromAws.safeParse(error)
  if (!parsed.success) return undefined
  const { name, $metadata } = parsed.data
  return $metadata.httpStatusCode === undefined
    ? new UserError(`AWS cannot be reached: ${errorMessage(error)}.`)
    : new UserError(`AWS has refused: ${errorMessage(error)} (${name}).`)
}
