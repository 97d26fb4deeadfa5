import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** How many sockets are open at most; who is refused one polls. */
export type SocketLimits = { inAll: number; perAddress: number }

/**
 * As many as the local system expects people, each some 40 kB of memory. A hall may be behind one address, and half of all still leave
 * room for others when one program takes what it can get.
 */
export const socketLimits: SocketLimits = { inAll: 10_000, perAddress: 5_000 }

/** The status line of an answer to who gets no socket. */
export type Refusal = { status: string; retryAfterSeconds?: number }

const foreign: Refusal = { status: '403 Forbidden' }
const full: Refusal = { status: '503 Service Unavailable', retryAfterSeconds: 30 }
const tooMany: Refusal = { status: '429 Too Many Requests', retryAfterSeconds: 30 }

/** Who may open a socket: pages of this system, and programs that are no page, as long as there are not too many of them. */
export class Entrance {
  readonly #limits: SocketLimits
  readonly #open = new Map<string, number>()
  #inAll = 0

  constructor(limits: SocketLimits) {
    this.#limits = limits
  }

  /** Why a socket cannot be opened now; undefined when it can. */
  refusal(request: IncomingMessage): Refusal | undefined {
    if (!isOwn(request)) return foreign
    if (this.#inAll >= this.#limits.inAll) return full
    return (this.#open.get(addressOf(request)) ?? 0) >= this.#limits.perAddress ? tooMany : undefined
  }

  /** Counts a socket that was opened; answers what to call once when it is closed. */
  enter(request: IncomingMessage): () => void {
    const address = addressOf(request)
    this.#add(address, 1)
    return () => this.#add(address, -1)
  }

  #add(address: string, change: number): void {
    const count = (this.#open.get(address) ?? 0) + change
    this.#inAll += change
    if (count > 0) this.#open.set(address, count)
    else this.#open.delete(address)
  }
}

const addressOf = ({ socket }: IncomingMessage): string => socket.remoteAddress ?? ''

const loopback = ['127.0.0.1', 'localhost', '[::1]']

/**
 * A browser says which page asks. A page may have been opened under another name of this machine than the one its socket goes to, but
 * never from another port. What says nothing is no page: a program could say anything, and live documents are public.
 */
function isOwn({ headers, socket }: IncomingMessage): boolean {
  if (headers.origin === undefined) return true
  const origin = URL.parse(headers.origin)
  if (!origin || !/^https?:$/.test(origin.protocol)) return false
  if (origin.host === headers.host) return true
  const port = origin.port || (origin.protocol === 'https:' ? '443' : '80')
  const own = [...loopback, socket.localAddress?.replace(/^::ffff:/, '')]
  return port === String(socket.localPort) && own.includes(origin.hostname)
}

/** Tells a client in HTTP why there is no socket for it. */
export function refuseSocket(socket: Duplex, { status, retryAfterSeconds }: Refusal): void {
  const retry = retryAfterSeconds === undefined ? '' : `retry-after: ${retryAfterSeconds}\r\n`
  socket.end(`HTTP/1.1 ${status}\r\n${retry}connection: close\r\ncontent-length: 0\r\n\r\n`)
}
