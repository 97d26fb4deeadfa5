import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { errorsOf, publishPath, publishSchema } from './protocol.ts'
import { isSigned, isWellSigned } from './signature.ts'

export type PublishEndpoint = {
  /** Where functions publish; the loopback interface only, so nobody outside can. */
  url: string
  close(): void
}

/** Five events of 240 kB each are the most that AppSync takes. */
const mostBytes = 1_500_000

type Publish = (channel: string, events: string[]) => void

/**
 * The publishers' side of push: AppSync Events' HTTP endpoint. As there, only who can sign with the functions' credentials may publish;
 * other programs of this machine and pages in its browsers find the port too.
 */
export const startPublishEndpoint = async (publish: Publish): Promise<PublishEndpoint> => {
  const server = createServer((request, response) => void answer(request, response, publish))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the publish endpoint has no port')
  return {
    url: `http://127.0.0.1:${address.port}${publishPath}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

const answer = async (
  request: IncomingMessage,
  response: ServerResponse,
  publish: Publish,
): Promise<void> => {
  const { method, url, headers, socket } = request
  if (method !== 'POST' || url !== publishPath)
    return refuse(response, 404, errorsOf('NotFound', 'Not found'))
  // Only a page sends an Origin, and only one that was led here by a false name sends another Host.
  if (headers.origin !== undefined || headers.host !== `127.0.0.1:${socket.localPort}`)
    return refuse(response, 403, errorsOf('ForbiddenException', 'Only functions publish'))
  if (!isSigned(headers))
    return refuse(response, 401, errorsOf('UnauthorizedException', 'The request is not signed'))

  const body = await bodyOf(request)
  if (!body) return refuse(response, 413, errorsOf('BadRequestException', 'The body is too large'))
  if (!isWellSigned('appsync', { method, path: url, headers, body }, Date.now()))
    return refuse(response, 403, errorsOf('ForbiddenException', 'The signature does not match'))
  if (!headers['content-type']?.startsWith('application/json'))
    return refuse(response, 415, errorsOf('UnsupportedMediaType', 'The body must be application/json'))
  const parsed = publishSchema.safeParse(jsonOf(body))
  if (!parsed.success)
    return refuse(response, 400, errorsOf('BadRequestException', parsed.error.issues[0]?.message ?? ''))

  const { channel, events } = parsed.data
  publish(channel, events)
  reply(response, 200, {
    successful: events.map((_, index) => ({ identifier: String(index), index })),
    failed: [],
  })
}

/** Nothing where it is too long, or ends before it is whole. */
const bodyOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > mostBytes) return undefined
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } catch {
    return undefined
  }
}

const jsonOf = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

/** What was not read to its end is not waited for. */
const refuse = (response: ServerResponse, status: number, body: object): void => {
  response.setHeader('connection', 'close')
  reply(response, status, body)
}

const reply = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
