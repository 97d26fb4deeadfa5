import { randomUUID } from 'node:crypto'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { Contest } from '#contract/contest.ts'
import type { PersonalCode, Session } from '#contract/people.ts'
import { routes, type Route } from '#functions/routes.ts'
import { type Handler, loadHandler } from '#local/lambda/invoke.ts'
import { startTestEngine } from './engine.ts'
import type { Json } from '#test/support/json.ts'
import { createOwner } from '#store/people.ts'

/** A request to a function as a test writes it: only what matters to it. */
export type Call = {
  path?: Record<string, string>
  token?: string
  body?: unknown
  /** Arrival at the gateway in milliseconds; now, unless the test is about time. */
  at?: number
  headers?: Record<string, string>
  cookies?: string[]
  query?: Record<string, string>
  /** Milliseconds the function may take. */
  timeLeft?: number
}

/** What came back, its JSON parsed; a compressed body is left as the bytes it is. */
export type Answer = { status: number; headers: Record<string, string>; cookies: string[]; body: Json }

export type Functions = {
  call(name: Route['function'], call?: Call): Promise<Answer>
  stop(): Promise<void>
}

/** The real functions on a fresh embedded engine. Functions read the environment once, so a test file starts this once. */
export async function startFunctions(): Promise<Functions> {
  const engine = await startTestEngine()
  const handlers = new Map<string, Promise<Handler>>()
  return {
    call: async (name, call = {}) => {
      const handler = handlers.get(name) ?? loadHandler('api', name)
      handlers.set(name, handler)
      return answerFrom(await (await handler)(eventFor(name, call), contextFor(name, call.timeLeft)))
    },
    stop: engine.stop,
  }
}

export const contextFor = (name: string, timeLeft = 29_000) => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: name,
  functionVersion: '$LATEST',
  invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${name}`,
  memoryLimitInMB: '512',
  awsRequestId: randomUUID(),
  logGroupName: name,
  logStreamName: 'test',
  // As long as the longest may take: tests share the machine, and how long a function may run is not their subject.
  getRemainingTimeInMillis: () => timeLeft,
})

/** The event that the gateway hands to a function. */
export function eventFor(
  name: string,
  { path, token, body, at = Date.now(), headers = {}, cookies, query }: Call,
): APIGatewayProxyEventV2 {
  const route = routes.find((candidate) => candidate.function === name)
  if (!route) throw new Error(`no route leads to ${name}`)
  const rawPath = route.path.replace(/{(\w+)}/g, (_, parameter: string) => path?.[parameter] ?? '')
  return {
    version: '2.0',
    routeKey: `${route.method} ${route.path}`,
    rawPath,
    rawQueryString: '',
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
    ...(cookies && { cookies }),
    ...(query && { queryStringParameters: query }),
    ...(path && { pathParameters: path }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'test',
      domainName: 'leitai.test',
      domainPrefix: 'leitai',
      http: {
        method: route.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: 'test',
      },
      requestId: randomUUID(),
      routeKey: `${route.method} ${route.path}`,
      stage: '$default',
      time: new Date(at).toISOString(),
      timeEpoch: at,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded: false,
  }
}

/** What the gateway makes of a function's result. */
export function answerFrom(result: unknown): Answer {
  const {
    statusCode = 0,
    headers = {},
    cookies = [],
    body,
    isBase64Encoded,
  } = result as APIGatewayProxyStructuredResultV2
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8')
  const text = bytes.toString('utf8')
  const isJson = /^application\/(\w+\+)?json\b/.test(String(headers['content-type']))
  return {
    status: statusCode,
    headers: Object.fromEntries(Object.entries(headers).map(([header, value]) => [header, String(value)])),
    cookies,
    body: headers['content-encoding'] ? bytes : isJson && text !== '' ? JSON.parse(text) : text,
  }
}

/** A contest with its people, ready for a round to be opened. */
export type Stage = {
  contest: string
  owner: string
  organiser: string
  observer: string
  /** Tokens by voter id. */
  voters: Record<string, string>
  codes: Record<string, string>
}

/** Creates the contest with an owner's session, staff, and the voters given as id → electorate; opens a session for each. */
export async function stageContest(
  functions: Functions,
  contest: Contest,
  voters: Record<string, string>,
): Promise<Stage> {
  ownerCode ??= 'TEST-WNER-2345'
  await createOwner(ownerCode)
  const owner = await tokenFor(functions, ownerCode)
  const path = { contest: contest.id }
  expectDone(await functions.call('replace-contest', { path, token: owner, body: contest }))
  const staff = async (role: string) => {
    const answer = await functions.call('add-staff', { path, token: owner, body: { role, name: role } })
    return tokenFor(functions, (answer.body as PersonalCode).code)
  }
  const codes: Record<string, string> = {}
  const rows = Object.entries(voters).map(([id, electorate]) => ({ id, electorate }))
  if (rows.length > 0) {
    const added = expectDone(
      await functions.call('add-voters', { path, token: owner, body: { voters: rows } }),
    )
    for (const { id, code } of added.body.voters) codes[id] = code
  }
  const tokens = await Promise.all(
    Object.entries(codes).map(async ([id, code]) => [id, await tokenFor(functions, code)] as const),
  )
  return {
    contest: contest.id,
    owner,
    organiser: await staff('organiser'),
    observer: await staff('observer'),
    voters: Object.fromEntries(tokens),
    codes,
  }
}

let ownerCode: string | undefined

export async function tokenFor(functions: Functions, code: string): Promise<string> {
  const answer = expectDone(await functions.call('open-session', { body: { code } }))
  return (answer.body as Session).token
}

function expectDone(answer: Answer): Answer {
  if (answer.status !== 200) throw new Error(`refused with ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer
}
