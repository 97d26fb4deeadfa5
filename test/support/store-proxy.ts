import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a store may answer instead of doing its work. */
export type StoreError = { status: number; type: string; body?: object }
/** `refuse`: the work is not done. `forget`: it is done, and nobody hears of it. `hang`: nothing happens at all. */
export type Fault = { refuse: StoreError } | { forget: StoreError } | 'hang'

export type StoreProxy = {
  endpoint: string
  /** Asked before every request, by the name of the operation (`PutItem` …); nothing lets it through. */
  fault: (operation: string) => Fault | undefined
  stop(): Promise<void>
}

/** A store in front of the real one, that fails when a test says so. */
export async function startStoreProxy(target: string): Promise<StoreProxy> {
  const server = createServer((incoming, response) => void pass(incoming, response))
  const proxy: StoreProxy = {
    endpoint: '',
    fault: () => undefined,
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bytesOf(incoming)
    const operation = String(incoming.headers['x-amz-target']).split('.').at(-1) ?? ''
    const fault = proxy.fault(operation)
    if (fault === 'hang') return
    if (fault && 'refuse' in fault) return fail(response, fault.refuse)
    const answer = await forward(incoming, body)
    const bytes = await bytesOf(answer)
    if (fault) return fail(response, fault.forget)
    response.writeHead(answer.statusCode ?? 500, answer.headers).end(bytes)
  }

  const forward = async (incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> => {
    const outgoing = request(target, { method: 'POST', headers: incoming.headers }).end(body)
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

function fail(response: ServerResponse, { status, type, body = {} }: StoreError): void {
  const text = JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: type, ...body })
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(text)
}
