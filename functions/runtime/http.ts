import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware'
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware'
import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type * as z from 'zod'
import { checkEnvironment } from '#functions/env.ts'
import type { PathParameter, Route } from '#functions/routes.ts'
import { parseBody } from './body.ts'
import { fromEdge } from './from-edge.ts'
import { countAnswers, logger, metrics } from './log.ts'
import { notFound, Problem } from './problem.ts'
import { problems } from './problems.ts'
import type { Claims } from './sessions.ts'
import { sessionOf } from './session-of.ts'

/** A request that passed the edge: its parts are parsed and may be trusted. */
export type HttpRequest<Defined extends Route> = {
  path: Record<PathParameter<Defined['path']>, string>
  body: Defined extends { body: infer Body extends z.ZodType } ? z.output<Body> : undefined
  session: Defined['who'] extends 'anyone' ? Claims | undefined : Claims
  /** When the request arrived at the gateway, ISO 8601. Phones' clocks play no part. */
  at: string
  headers: Record<string, string | undefined>
  cookies: readonly string[]
  query: Record<string, string | undefined>
  /** Network address of who asks, as far as the gateway and the CDN before it can tell. */
  address: string
}

export type HttpAnswer = {
  status?: number
  body: unknown
  headers?: Record<string, string>
  cookies?: string[]
}

type Result = APIGatewayProxyStructuredResultV2

/**
 * Makes the Lambda handler of a route. In order: the word of the CDN, log and metrics context, problems as problem+json, the session against the
 * route's `who`, the body against the route's schema, then `answer`. A body is sent as JSON, a Buffer as it is.
 */
export function http<Defined extends Route>(
  route: Defined,
  answer: (request: HttpRequest<Defined>) => Promise<HttpAnswer>,
) {
  return middy<APIGatewayProxyEventV2, Result>()
    .use(fromEdge())
    .use(injectLambdaContext(logger))
    .use(logMetrics(metrics))
    .use(countAnswers())
    .use(problems())
    .handler(async (event) => {
      checkEnvironment(route.function)
      const session = await sessionOf(event, route)
      // The route's own types say what the checks below have made sure of, and the compiler cannot follow.
      const request: unknown = {
        path: pathOf(event),
        body: route.body && parseBody(route.body, event),
        session,
        at: new Date(event.requestContext.timeEpoch).toISOString(),
        headers: event.headers,
        cookies: event.cookies ?? [],
        query: event.queryStringParameters ?? {},
        address: addressOf(event),
      }
      return resultOf(await answer(request as HttpRequest<Defined>))
    })
}

const longestId = 64

/** The path's parameters. No id is longer than these, and the store refuses keys that are much longer. */
function pathOf({ pathParameters = {} }: APIGatewayProxyEventV2): Record<string, string | undefined> {
  if (Object.values(pathParameters).some((name = '') => [...name].length > longestId)) throw notFound()
  return pathParameters
}

/**
 * A CDN names the viewer's address as the last but one of those a request came through, and itself comes last; that it was the CDN
 * is made sure of above. Without a CDN nobody is believed but the gateway.
 */
function addressOf({ headers, requestContext }: APIGatewayProxyEventV2): string {
  const way = headers['x-forwarded-for']?.split(',').map((address) => address.trim())
  return way?.at(-2) ?? requestContext.http.sourceIp
}

function resultOf({ status = 200, body, headers, cookies }: HttpAnswer): Result {
  const raw = Buffer.isBuffer(body)
  const result = {
    statusCode: status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    ...(cookies && { cookies }),
    body: raw ? body.toString('base64') : JSON.stringify(body),
    isBase64Encoded: raw,
  }
  if (isTooLarge(result)) throw new Problem('too-large', { reason: 'answer-too-large' })
  return result
}

/** What Lambda takes from a function: the whole result as JSON, in which a text may take up to six times its length. */
const mostBytes = 6 * 1_048_576

const isTooLarge = (result: Result): boolean =>
  (result.body?.length ?? 0) > mostBytes / 6 && Buffer.byteLength(JSON.stringify(result)) > mostBytes
