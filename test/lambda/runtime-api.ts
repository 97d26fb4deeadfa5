import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { z } from 'zod'

/** The part of Lambda that a function's process talks to: it asks for the next event and hands in what became of it. */
export type RuntimeApi = {
  /** Host and port, as the process is told. */
  address: string
  /** Settles when the process asks for its first event, that is when it has started; rejects when it says that it cannot. */
  ready: Promise<void>
  /** Hands an event to the process, after those before it. Rejects with what the function threw. */
  invoke(event: unknown, invocation: Invocation): Promise<unknown>
  /** The process has ended: whoever waits for an answer hears so. */
  close(reason: Error): void
}

type Invocation = { requestId: string; functionArn: string; deadline: number }

type Pending = Invocation & { event: unknown } & PromiseWithResolvers<unknown>

const version = '/2018-06-01/runtime'
const faultSchema = z.looseObject({ errorType: z.string(), errorMessage: z.string() })

export async function startRuntimeApi(): Promise<RuntimeApi> {
  const waiting: Pending[] = []
  const running = new Map<string, Pending>()
  const ready = Promise.withResolvers<undefined>()
  // Not everybody waits for the start; who invokes hears of a failed one too.
  ready.promise.catch(() => undefined)
  let idle: ServerResponse | undefined

  const handOver = (): void => {
    const next = idle && waiting.shift()
    if (!idle || !next) return
    running.set(next.requestId, next)
    idle.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': next.requestId,
      'lambda-runtime-invoked-function-arn': next.functionArn,
      'lambda-runtime-deadline-ms': String(next.deadline),
    })
    idle.end(JSON.stringify(next.event))
    idle = undefined
  }

  const giveUp = (reason: Error): void => {
    ready.reject(reason)
    for (const pending of [...running.values(), ...waiting.splice(0)]) pending.reject(reason)
    running.clear()
  }

  const settle = async (requestId: string, kind: string, request: IncomingMessage): Promise<void> => {
    const body: unknown = await json(request)
    const pending = running.get(requestId)
    running.delete(requestId)
    if (kind === 'response') pending?.resolve(body)
    else pending?.reject(faultIn(body))
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url?.replace(version, '') ?? ''
    if (path === '/invocation/next') {
      idle = response
      ready.resolve(undefined)
      return handOver()
    }
    const [, requestId, kind] = /^\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? []
    if (requestId !== undefined && kind !== undefined) await settle(requestId, kind, request)
    else if (path === '/init/error') giveUp(faultIn(await json(request)))
    else return void response.writeHead(404).end()
    response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}')
  }

  const server = createServer((request, response) => void serve(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    ready: ready.promise,
    invoke: (event, invocation) => {
      const pending = { event, ...invocation, ...Promise.withResolvers<unknown>() }
      waiting.push(pending)
      handOver()
      return pending.promise
    },
    close: (reason) => {
      giveUp(reason)
      server.close()
      server.closeAllConnections()
    },
  }
}

const faultIn = (body: unknown): Error => {
  const { errorType, errorMessage } = faultSchema.parse(body)
  return Object.assign(new Error(errorMessage), { name: errorType })
}
