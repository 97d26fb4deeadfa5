import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { type Handler, InvocationTimeout, invoke } from '#local/lambda/invoke.ts'
import { logError } from '#local/lambda/log.ts'
import { errorMessage } from '#terminal/user-error.ts'
import { type Answer, answerOf } from './answer.ts'
import { asKept, type EdgeCache } from './edge-cache.ts'
import { gatewayEvent, type Headers, headersOf } from './gateway-event.ts'
import { faultAnswer, problemAnswer } from './problem-answer.ts'
import { bodyLimit, readBody } from './read-body.ts'
import { type FrontRoute, matchRoute } from './route-table.ts'

export type FunctionsOptions = {
  routes: readonly FrontRoute[]
  /** By the name of the function. */
  handlers: ReadonlyMap<string, Handler>
  cache: EdgeCache
  /** Called after every request that may have written something. */
  onWrite: () => void
}

/** Answers what the route table leads to a function; requests to unknown paths are not its business. */
export type Functions = (request: IncomingMessage, url: URL, timeEpoch: number) => Promise<Answer>

type Call = {
  request: IncomingMessage
  headers: Headers
  url: URL
  route: FrontRoute
  parameters: Record<string, string>
  timeEpoch: number
}

export const functionsOf = ({ routes, handlers, cache, onWrite }: FunctionsOptions): Functions => {
  const call = async (calling: Call): Promise<Answer> => {
    const handler = handlers.get(calling.route.function)
    if (!handler) throw new Error(`the function ${calling.route.function} was not loaded`)
    return callFunction(handler, calling)
  }

  return async (request, url, timeEpoch) => {
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '')
    const match = matchRoute(routes, method, url.pathname)
    if (match.kind === 'malformed')
      return problemAnswer('bad-request', 'The path is not valid percent-encoding.')
    if (match.kind === 'unknown')
      return problemAnswer('not-found', `There is nothing to ${method} at ${url.pathname}.`)

    const headers = headersOf(request)
    const calling = { request, headers, url, route: match.route, parameters: match.parameters, timeEpoch }
    if (method !== 'GET') return call(calling).finally(onWrite)
    if (request.headers.authorization !== undefined) return call(calling)
    return cache.get(url, () => call({ ...calling, url: asKept(url), headers: withoutConditions(headers) }))
  }
}

/** What is fetched for everybody must not be a 304 for the one who happened to ask first. */
const withoutConditions = ({
  'if-none-match': _match,
  'if-modified-since': _since,
  ...headers
}: Headers): Headers => headers

const noBody = Buffer.alloc(0)

const callFunction = async (handler: Handler, { request, route, ...arrival }: Call): Promise<Answer> => {
  // No GET has a body, and who says that one follows must not keep those waiting who share its answer.
  const body = route.method === 'GET' ? noBody : await readBody(request)
  if (!body) return problemAnswer('too-large', `A request may have ${bodyLimit} bytes at most.`)
  const requestId = randomUUID()
  const routeKey = `${route.method} ${route.path}`
  const event = gatewayEvent({ ...arrival, request, routeKey, body, requestId })
  try {
    return answerFrom(await invoke(route.function, handler, event, route.timeoutSeconds, requestId))
  } catch (error) {
    logError('A function failed', { function: route.function, requestId, error: errorMessage(error) })
    return error instanceof InvocationTimeout
      ? problemAnswer('unavailable', undefined, 1)
      : faultAnswer(requestId)
  }
}

const resultSchema = z.object({
  statusCode: z.int().min(200).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
})

const answerFrom = (result: unknown): Answer => {
  const { statusCode, headers, cookies, body, isBase64Encoded } = resultSchema.parse(result)
  const lowerCase = Object.entries(headers).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  )
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
  return answerOf(statusCode, Object.fromEntries(lowerCase), bytes, cookies)
}
