import { parseAnswer } from '../api/request.ts'
import { backoff } from './backoff.ts'

type Message = { type?: string; connectionTimeoutMs?: number; event?: string | string[] }

type Handlers = {
  /** One published event, as text. */
  event: (text: string) => void
  /** Whether events can be relied on right now. */
  healthy: (healthy: boolean) => void
}

export type Place = {
  /** Where the socket opens. */
  url: string
  /** What the protocol calls the place: the host of its HTTP endpoint. Null where it is the socket's. */
  host: string | null
  /** Of the channel. */
  name: string
}

/** Viewers need no right to listen; the field is there because the protocol asks for one. */
const authorizationFor = ({ url, host }: Place) => ({
  host: host ?? new URL(url).host,
  Authorization: 'viewer',
})

const base64url = (text: string): string =>
  btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

/** A subscription to one channel in the AppSync Events protocol that comes back by itself until it is closed. */
export class Channel {
  #place: Place
  #authorization: ReturnType<typeof authorizationFor>
  #handlers: Handlers
  #socket: WebSocket | null = null
  #failures = 0
  #silence = 5 * 60_000
  #watchdog: ReturnType<typeof setTimeout> | undefined
  #retry: ReturnType<typeof setTimeout> | undefined
  #closed = false

  constructor(place: Place, handlers: Handlers) {
    this.#place = place
    this.#authorization = authorizationFor(place)
    this.#handlers = handlers
    this.#connect()
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#watchdog)
    clearTimeout(this.#retry)
    this.#socket?.close()
  }

  #connect(): void {
    try {
      this.#open()
    } catch {
      // No sockets here (an old engine, a filter): polling alone carries the page.
      this.#later()
    }
  }

  #open(): void {
    const header = `header-${base64url(JSON.stringify(this.#authorization))}`
    const socket = new WebSocket(this.#place.url, ['aws-appsync-event-ws', header])
    this.#socket = socket
    socket.onopen = () => socket.send(JSON.stringify({ type: 'connection_init' }))
    socket.onmessage = (message) => this.#hear(socket, String(message.data))
    socket.onclose = () => this.#lost(socket)
    this.#watch(socket, 20_000)
  }

  #hear(socket: WebSocket, text: string): void {
    const message = parseAnswer<Message>(text)
    this.#watch(socket, this.#silence)
    if (message.type === 'connection_ack') {
      this.#silence = message.connectionTimeoutMs ?? this.#silence
      const subscription = { id: crypto.randomUUID?.() ?? 'live', channel: this.#place.name }
      socket.send(JSON.stringify({ type: 'subscribe', ...subscription, authorization: this.#authorization }))
    }
    if (message.type === 'subscribe_success') {
      this.#failures = 0
      this.#handlers.healthy(true)
    }
    if (message.type === 'subscribe_error') socket.close()
    if (message.type === 'data' && message.event !== undefined) {
      for (const event of [message.event].flat()) this.#handlers.event(event)
    }
  }

  /** A socket that says nothing for so long is dead, whatever the phone's network claims. */
  #watch(socket: WebSocket, patience: number): void {
    clearTimeout(this.#watchdog)
    this.#watchdog = setTimeout(() => {
      socket.close()
      this.#lost(socket)
    }, patience)
  }

  #lost(socket: WebSocket): void {
    if (socket !== this.#socket || this.#closed) return
    this.#socket = null
    clearTimeout(this.#watchdog)
    this.#handlers.healthy(false)
    this.#later()
  }

  #later(): void {
    this.#failures += 1
    this.#retry = setTimeout(() => this.#connect(), backoff(this.#failures, { most: 60_000 }))
  }
}
