import { randomUUID } from 'node:crypto'
import type { Context } from 'aws-lambda'

/** What Lambda tells a function about its invocation, without the callbacks of its first years. */
type LambdaContext = Omit<Context, 'done' | 'fail' | 'succeed'>

export type Handler = (event: unknown, context: LambdaContext) => Promise<unknown>

export class InvocationTimeout extends Error {
  override name = 'InvocationTimeout'
}

/** An event or an answer that Lambda would not carry. */
export class PayloadTooLarge extends Error {
  override name = 'PayloadTooLarge'
}

/** What Lambda carries there and back, as JSON. */
const mostPayloadBytes = 6 * 1_048_576

/** Loads `functions/<room>/<name>.ts`. */
export const loadHandler = async (room: 'api' | 'streams', name: string): Promise<Handler> => {
  const module: unknown = await import(`../../functions/${room}/${name}.ts`)
  if (!hasHandler(module)) throw new Error(`functions/${room}/${name}.ts exports no handler`)
  return module.handler
}

const hasHandler = (module: unknown): module is { handler: Handler } =>
  typeof module === 'object' && module !== null && 'handler' in module && typeof module.handler === 'function'

/**
 * Calls a function as Lambda does and gives up on it after its timeout with an `InvocationTimeout`. Lambda stops such a
 * function; here it runs on unseen, which functions bear because each may be invoked twice anyway.
 */
export const invoke = async (
  name: string,
  handler: Handler,
  event: unknown,
  timeoutSeconds: number,
  requestId: string = randomUUID(),
): Promise<unknown> => {
  checkSize(`The event for ${name}`, event)
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_, reject) => {
    const giveUp = (): void =>
      reject(new InvocationTimeout(`${name} gave no answer within ${timeoutSeconds} s`))
    timer = setTimeout(giveUp, timeoutSeconds * 1000)
  })
  try {
    const result = await Promise.race([
      handler(event, contextOf(name, requestId, Date.now() + timeoutSeconds * 1000)),
      timeout,
    ])
    checkSize(`The answer of ${name}`, result)
    return result
  } finally {
    clearTimeout(timer)
  }
}

/** Only a body makes anything large: Lambda itself cuts the batches of streams to size. A character takes six bytes at most. */
const checkSize = (what: string, payload: unknown): void => {
  if (!hasBody(payload) || payload.body.length <= mostPayloadBytes / 6) return
  const bytes = Buffer.byteLength(JSON.stringify(payload))
  if (bytes > mostPayloadBytes)
    throw new PayloadTooLarge(`${what} has ${bytes} bytes; Lambda carries ${mostPayloadBytes}`)
}

const hasBody = (payload: unknown): payload is { body: string } =>
  typeof payload === 'object' && payload !== null && 'body' in payload && typeof payload.body === 'string'

const contextOf = (name: string, requestId: string, deadline: number): LambdaContext => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: name,
  functionVersion: '$LATEST',
  invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${name}`,
  memoryLimitInMB: '512',
  awsRequestId: requestId,
  logGroupName: `/aws/lambda/${name}`,
  logStreamName: 'local',
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
})
