import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import type { MiddlewareObj } from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { refusalsFor } from '#words/refusals.ts'
import { logger } from './log.ts'
import { Problem } from './problem.ts'

type Result = APIGatewayProxyStructuredResultV2

/** What the store says when it is overloaded or out of reach: worth another try in a moment. */
const passing = new Set([
  'AbortError',
  'InternalServerError',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TimeoutError',
  'TransactionInProgressException',
])
/** Why a transaction may be cancelled although nothing is wrong with it. */
const passingCancellations = new Set([
  'ProvisionedThroughputExceeded',
  'ThrottlingError',
  'TransactionConflict',
])
const passingSystemErrors = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'])

/** Answers errors as problem+json: those people may read as they are, a busy store as `unavailable`, the rest as a bare 500. */
export const problems = (): MiddlewareObj<APIGatewayProxyEventV2, Result> => ({
  onError: (request) => {
    request.response = answerTo(request.error, request.event, request.context.awsRequestId)
  },
})

function answerTo(error: unknown, event: APIGatewayProxyEventV2, trace: string): Result {
  if (error instanceof Problem) return problemAnswer(error, event)
  if (isPassing(error)) {
    logger.warn('the store did not answer', { error })
    return problemAnswer(new Problem('unavailable', { retryAfterSeconds: 1 }), event)
  }
  logger.error('unexpected fault', { error })
  return {
    statusCode: 500,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    body: JSON.stringify({
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      code: 'internal',
      trace,
    }),
  }
}

function problemAnswer(problem: Problem, event: APIGatewayProxyEventV2): Result {
  const { reason, retryAfterSeconds } = problem.details
  const document = problem.toDocument()
  return {
    statusCode: problem.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    },
    body: JSON.stringify(
      reason
        ? { ...document, detail: refusalsFor(event.headers['accept-language'])[reason] + idsIn(problem) }
        : document,
    ),
  }
}

/** More ids than a sentence can hold. */
const mostNamed = 50

/** Whom or what a refusal is about, for whoever reads nothing but the detail. */
function idsIn({ details: { errors = [] } }: Problem): string {
  const ids = new Set(errors.flatMap(({ params }) => ('id' in params ? [params.id] : [])))
  return ids.size === 0 ? '' : ` (${[...ids].slice(0, mostNamed).join(', ')})`
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof TransactionCanceledException)
    return (error.CancellationReasons ?? []).some(({ Code = '' }) => passingCancellations.has(Code))
  return passing.has(error.name) || ('code' in error && passingSystemErrors.has(String(error.code)))
}
