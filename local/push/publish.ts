import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { errorsOf, publishPath, publishSchema } from './protocol.ts'

export type PublishEndpoint = {
  /** Where functions publish; the loopback interface only, so nobody outside can. */
  url: string
  close(): void
}

/** The publishers' side of push: AppSync Events' HTTP endpoint. Signatures are not checked. */
export const startPublishEndpoint = async (
  publish: (channel: string, events: string[]) => void,
): Promise<PublishEndpoint> => {
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
  publish: (channel: string, events: string[]) => void,
): Promise<void> => {
  if (request.method !== 'POST' || request.url !== publishPath)
    return reply(response, 404, errorsOf('NotFound', 'Not found'))
  // A page of another site, open in a browser on this machine, can send other types without being asked first.
  if (!request.headers['content-type']?.startsWith('application/json')) {
    return reply(response, 415, errorsOf('UnsupportedMediaType', 'The body must be application/json'))
  }
  const parsed = publishSchema.safeParse(await json(request).catch(() => undefined))
  if (!parsed.success)
    return reply(response, 400, errorsOf('BadRequestException', parsed.error.issues[0]?.message ?? ''))

  const { channel, events } = parsed.data
  publish(channel, events)
  reply(response, 200, {
    successful: events.map((_, index) => ({ identifier: String(index), index })),
    failed: [],
  })
}

const reply = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
