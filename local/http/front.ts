import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, createServer as createDoor, type Server as NetServer } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { TLSSocket } from 'node:tls'
import { logError } from '#local/lambda/log.ts'
import { doorsOf, isLoopback } from './addresses.ts'
import { errorCode, errorMessage, UserError } from '#terminal/user-error.ts'
import { type Answer, answerOf } from './answer.ts'
import type { Functions } from './functions.ts'
import { consoleElsewhere, isConsole, overTls, withoutStaff } from './doors.ts'
import type { Pages } from './pages.ts'
import { faultAnswer, problemAnswer } from './problem-answer.ts'
import { send } from './send.ts'

/** What stands behind the front once everything runs. */
type Site = {
  functions: Functions
  /** Built pages, the sample stream: the first that knows the path answers. */
  pages: Pages[]
  /** The origin of the push, for the policy of the pages. */
  push?: string
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

/** How others on the network may come in; this machine itself always may, with everything, by loopback. */
export type Doors = {
  /** Spoken with all but this machine. */
  certificate?: { cert: string; key: string } | undefined
  /** Whether the console is for this machine alone. */
  keepsConsole?: boolean
}

/** Listens before anything else is touched, because a port in use is the likeliest fault. Port 0 takes any free one. */
export const listen = async (host: string, port: number, doors: Doors = {}): Promise<Front> => {
  let site: Site | undefined
  const serve = (request: IncomingMessage, response: ServerResponse) =>
    void respond(request, response, site, doors)
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    if (!site?.upgrade(request, socket, head)) refuseUpgrade(socket)
  }
  const plain = createServer(patience)
  const server = doors.certificate ? createSecureServer({ ...patience, ...doors.certificate }) : plain
  const http = doors.certificate ? [plain, server] : [plain]
  for (const each of http) each.on('request', serve).on('upgrade', upgrade)
  const opened: NetServer[] = []
  for (const address of doorsOf(host)) {
    const door = doors.certificate ? tellingApart(plain, server) : address === host ? plain : doorTo(plain)
    await bind(door, address, opened[0] ? portOf(opened[0].address()) : port)
    opened.push(door)
  }
  // Behind a door of its own a server hears of no listening, and only from then on minds slow requests and knows its connections.
  for (const each of http) if (!opened.includes(each)) each.emit('listening')
  const [first] = opened
  if (!first) throw new Error('there is no door')
  return {
    port: portOf(first.address()),
    open: (now) => {
      site = now
    },
    close: () => close(opened, http),
  }
}

const doorTo = (http: Server): NetServer =>
  createDoor((socket) => {
    http.emit('connection', socket)
  })

/** The first byte of a TLS handshake, which no request without TLS begins with. */
const handshake = 0x16

/**
 * One port for both: https for the network, and http for this machine, whose own calls and console cannot have a certificate for
 * loopback. Whoever else comes without TLS is sent on to https.
 */
const tellingApart = (plain: Server, secure: Server): NetServer =>
  createDoor((socket) => {
    socket.setTimeout(patience.requestTimeout, () => socket.destroy())
    socket.on('error', () => socket.destroy())
    socket.once('data', (first: Buffer) => {
      socket.setTimeout(0)
      socket.pause()
      socket.unshift(first)
      const server = first[0] === handshake ? secure : plain
      server.emit('connection', socket)
      process.nextTick(() => socket.resume())
    })
  })

const bind = async (server: NetServer, host: string, port: number): Promise<void> => {
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

const respond = async (
  request: IncomingMessage,
  response: ServerResponse,
  site: Site | undefined,
  doors: Doors,
): Promise<void> => {
  const timeEpoch = Date.now()
  try {
    const answer = site
      ? await answerAtDoor(request, site, timeEpoch, doors)
      : problemAnswer('unavailable', 'Leitai is starting.', 1)
    // The body that a GET announces is not waited for, and what might still come of it is no next request.
    if (!request.complete && isReading(request)) response.setHeader('connection', 'close')
    await send(request, response, answer, site?.push)
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

/** What the door has to say before and after what the site answers. */
const answerAtDoor = async (
  request: IncomingMessage,
  site: Site,
  timeEpoch: number,
  { certificate, keepsConsole }: Doors,
): Promise<Answer> => {
  const isOwn = isLoopback(request.socket.remoteAddress ?? '')
  if (isOwn) return answerTo(request, site, timeEpoch)
  if (certificate && !(request.socket instanceof TLSSocket)) return overTls(request)
  if (!keepsConsole) return answerTo(request, site, timeEpoch)
  if (isConsole(request)) return consoleElsewhere()
  return withoutStaff(request, await answerTo(request, site, timeEpoch))
}

const answerTo = async (request: IncomingMessage, site: Site, timeEpoch: number): Promise<Answer> => {
  const url = urlOf(request)
  if (!url) return problemAnswer('bad-request', 'The address is malformed.')
  if (/^\/(api|r)\//.test(url.pathname)) {
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

const close = async (doors: NetServer[], http: Server[]): Promise<void> => {
  const closed = Promise.all(doors.map((door) => once(door, 'close')))
  for (const door of doors) door.close()
  for (const server of http) server.close()
  await Promise.race([closed, sleep(finishWithinMs, undefined, { ref: false })])
  for (const server of http) server.closeAllConnections()
}
