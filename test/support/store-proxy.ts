import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Json } from './json.ts'

/** What a store may answer instead of doing its work. */
export type StoreError = { status: number; type: string; body?: object }
/** `refuse`: the work is not done. `forget`: it is done, and nobody hears of it. `hang`: nothing happens at all. */
type Fault = { refuse: StoreError } | { forget: StoreError } | 'hang'

/** What is asked of the store, and by whom: the access key that signed it. */
type StoreRequest = { input: Json; caller: string }

export type StoreProxy = {
  endpoint: string
  /** Asked before every request, by the name of the operation (`PutItem` …); nothing lets it through. */
  fault: (operation: string, request: StoreRequest) => Fault | undefined
  /** What the store is asked instead. */
  reword: (input: Json) => Json
  /** Told of every answer of the store and of what was asked. */
  heard: (operation: string, input: Json, answer: Json) => void
  stop(): Promise<void>
}

/** A store in front of the real one, that fails when a test says so. */
export async function startStoreProxy(target: string): Promise<StoreProxy> {
  const server = createServer((incoming, response) => void pass(incoming, response))
  const proxy: StoreProxy = {
    endpoint: '',
    fault: () => undefined,
    reword: (input) => input,
    heard: () => undefined,
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const input = jsonOf(await bytesOf(incoming))
    const operation = String(incoming.headers['x-amz-target']).split('.').at(-1) ?? ''
    const fault = proxy.fault(operation, { input, caller: callerOf(incoming) })
    if (fault === 'hang') return
    if (fault && 'refuse' in fault) return fail(response, fault.refuse)
    const answer = await forward(incoming, Buffer.from(JSON.stringify(proxy.reword(input))))
    const bytes = await bytesOf(answer)
    proxy.heard(operation, input, jsonOf(bytes))
    if (fault) return fail(response, fault.forget)
    response.writeHead(answer.statusCode ?? 500, answer.headers).end(bytes)
  }

  const forward = async (incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> => {
    const headers = { ...incoming.headers, 'content-length': String(body.length) }
    const outgoing = request(target, { method: 'POST', headers }).end(body)
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
    return answer
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  proxy.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return proxy
}

const bytesOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const jsonOf = (bytes: Buffer): Json => JSON.parse(bytes.toString('utf8'))

const callerOf = ({ headers }: IncomingMessage): string =>
  /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? ''

function fail(response: ServerResponse, { status, type, body = {} }: StoreError): void {
  const text = JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: type, ...body })
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(text)
}
