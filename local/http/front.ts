import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { logError } from '#local/log.ts'
import { errorCode, errorMessage, UserError } from '#local/user-error.ts'
import { type Answer, answerOf } from './answer.ts'
import type { Functions } from './functions.ts'
import type { Pages } from './pages.ts'
import { faultAnswer, problemAnswer } from './problem-answer.ts'
import { send } from './send.ts'

/** What stands behind the front once everything runs. */
export type Site = {
  functions: Functions
  /** Built pages, the sample stream: the first that knows the path answers. */
  pages: Pages[]
  /** Takes a socket over, or says no. */
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean
}

export type Front = {
  port: number
  /** Until then every request is told to try again. */
  open(site: Site): void
  /** Takes no more requests and lets those in flight finish for a moment. */
  close(): Promise<void>
}

const finishWithinMs = 5000

/** How long clients may take, so that who sends nothing does not keep a connection: a megabyte comes in time at 300 kbit/s. */
const patience = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 65_000,
}

/** Listens before anything else is touched, because a port in use is the likeliest fault. Port 0 takes any free one. */
export const listen = async (host: string, port: number): Promise<Front> => {
  let site: Site | undefined
  const server = createServer(patience)
  server.on('request', (request, response) => void serve(request, response, site))
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    if (!site?.upgrade(request, socket, head)) refuseUpgrade(socket)
  })
  await bind(server, host, port)
  return {
    port: portOf(server.address()),
    open: (opened) => {
      site = opened
    },
    close: () => close(server),
  }
}

const bind = async (server: Server, host: string, port: number): Promise<void> => {
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    throw new UserError(
      refusals[errorCode(error) ?? '']?.(host, port) ??
        `Port ${port} cannot be opened: ${errorMessage(error)}.`,
    )
  }
}

const refusals: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (_, port) =>
    `Port ${port} is in use: stop the program that has it, or choose another with --port NUMBER.`,
  EACCES: (_, port) =>
    `Port ${port} needs rights that you do not have: choose one above 1023 with --port NUMBER.`,
  EADDRNOTAVAIL: (host) =>
    `This machine has no address ${host}: leave the address out of --host, or give one that it has.`,
  ENOTFOUND: (host) =>
    `There is no address ${host}: leave the address out of --host, or give one that this machine has.`,
}

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

const serve = async (
  request: IncomingMessage,
  response: ServerResponse,
  site: Site | undefined,
): Promise<void> => {
  const timeEpoch = Date.now()
  try {
    const answer = site
      ? await answerTo(request, site, timeEpoch)
      : problemAnswer('unavailable', 'Leitai is starting.', 1)
    // The body that a GET announces is not waited for, and what might still come of it is no next request.
    if (!request.complete && isReading(request)) response.setHeader('connection', 'close')
    await send(request, response, answer)
  } catch (error) {
    if (request.destroyed && !request.complete) return
    const trace = randomUUID()
    logError('A request failed', { trace, method: request.method, error: errorMessage(error) })
    if (!response.headersSent) await send(request, response, faultAnswer(trace))
  } finally {
    // A body that nobody asked for: the client may only listen once it has sent it.
    request.resume()
  }
}

const isReading = ({ method }: IncomingMessage): boolean => method === 'GET' || method === 'HEAD'

const answerTo = async (request: IncomingMessage, site: Site, timeEpoch: number): Promise<Answer> => {
  const url = urlOf(request)
  if (!url) return problemAnswer('bad-request', 'The address is malformed.')
  if (url.pathname.startsWith('/api/')) {
    return request.method === 'OPTIONS' ? methods : site.functions(request, url, timeEpoch)
  }
  if (!isReading(request)) return problemAnswer('not-found')
  return (
    firstPage(site.pages, url.pathname) ?? problemAnswer('not-found', `There is no page ${url.pathname}.`)
  )
}

const methods = answerOf(
  204,
  { allow: 'GET, HEAD, PUT, POST, DELETE, OPTIONS', 'cache-control': 'no-store' },
  Buffer.alloc(0),
)

const urlOf = (request: IncomingMessage): URL | undefined => {
  const target = request.url ?? '/'
  return target.startsWith('/') ? (URL.parse(`http://leitai${target}`) ?? undefined) : undefined
}

const firstPage = (pages: Pages[], pathname: string): Answer | undefined => {
  for (const find of pages) {
    const answer = find(pathname)
    if (answer) return answer
  }
  return undefined
}

const refuseUpgrade = (socket: Duplex): void => {
  socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
}

const close = async (server: Server): Promise<void> => {
  const closed = once(server, 'close')
  server.close()
  await Promise.race([closed, sleep(finishWithinMs, undefined, { ref: false })])
  server.closeAllConnections()
}
