import { WebSocket } from 'ws'
import type { Channels } from './channels.ts'
import { isLiveChannel } from '#core/channel.ts'
import { type ClientMessage, clientMessageSchema, errorsOf, isAuthorized } from './protocol.ts'

/** How long a client should wait for a sign of life before it reconnects. */
const connectionTimeoutMs = 300_000
const mostSubscriptions = 50
/** A viewer that is so far behind is dropped: it polls, and reconnects when its network has recovered. */
const mostBufferedBytes = 262_144

/** One viewer's socket. */
export class Viewer {
  readonly #socket: WebSocket
  readonly #channels: Channels<Viewer>
  /** Channel of each subscription by id. */
  readonly #subscriptions = new Map<string, string>()
  #initialised = false
  #answers = true

  constructor(socket: WebSocket, channels: Channels<Viewer>) {
    this.#socket = socket
    this.#channels = channels
    socket.on('message', (data: Buffer) => this.#hear(data.toString()))
    socket.on('pong', () => {
      this.#answers = true
    })
    // What went wrong with one viewer's network concerns nobody else; 'close' follows.
    socket.on('error', () => socket.terminate())
    socket.on('close', () => this.#leave())
  }

  /** Sends a message that many get in the same bytes. */
  send(message: Buffer): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return
    if (this.#socket.bufferedAmount > mostBufferedBytes) return this.#socket.terminate()
    this.#socket.send(message, { binary: false })
  }

  /** A sign of life. Who has not answered the one before is gone. */
  keepAlive(message: Buffer): void {
    if (!this.#answers) return this.#socket.terminate()
    this.#answers = false
    this.#socket.ping()
    this.send(message)
  }

  close(): void {
    this.#socket.close(1001, 'Leitai is stopping')
  }

  #hear(text: string): void {
    const message = parse(text)
    if (!message)
      return this.#tell({
        type: 'error',
        ...errorsOf('BadRequestException', 'The message is not understood'),
      })
    switch (message.type) {
      case 'connection_init':
        this.#initialised = true
        return this.#tell({ type: 'connection_ack', connectionTimeoutMs })
      case 'subscribe':
        return this.#subscribe(message)
      case 'unsubscribe':
        return this.#unsubscribe(message)
      case 'publish':
        return this.#tell({
          type: 'publish_error',
          id: message.id,
          ...errorsOf('UnauthorizedException', 'Viewers only listen'),
        })
    }
  }

  #subscribe({ id, channel, authorization }: Extract<ClientMessage, { type: 'subscribe' }>): void {
    const refusal = isAuthorized(authorization)
      ? this.#refusal(id, channel)
      : errorsOf('UnauthorizedException', 'The host is not that of the HTTP endpoint')
    if (refusal) return this.#tell({ type: 'subscribe_error', id, ...refusal })
    this.#subscriptions.set(id, channel)
    this.#channels.subscribe(channel, this, id)
    this.#tell({ type: 'subscribe_success', id })
  }

  #refusal(id: string, channel: string): ReturnType<typeof errorsOf> | undefined {
    if (!this.#initialised) return errorsOf('UnauthorizedException', 'connection_init comes first')
    if (!isLiveChannel(channel))
      return errorsOf('UnauthorizedException', 'Only /live/<contest> can be subscribed to')
    if (this.#subscriptions.has(id)) return errorsOf('DuplicatedOperationError', 'The id is in use')
    if (this.#subscriptions.size >= mostSubscriptions)
      return errorsOf('LimitExceededError', 'Too many subscriptions')
    return undefined
  }

  #unsubscribe({ id }: { id: string }): void {
    const channel = this.#subscriptions.get(id)
    if (!channel) {
      return this.#tell({
        type: 'unsubscribe_error',
        id,
        ...errorsOf('UnknownOperationError', 'There is no such subscription'),
      })
    }
    this.#subscriptions.delete(id)
    this.#channels.unsubscribe(channel, this, id)
    this.#tell({ type: 'unsubscribe_success', id })
  }

  #leave(): void {
    for (const [id, channel] of this.#subscriptions) this.#channels.unsubscribe(channel, this, id)
    this.#subscriptions.clear()
  }

  #tell(message: object): void {
    this.send(Buffer.from(JSON.stringify(message)))
  }
}

const parse = (text: string): ClientMessage | undefined => {
  try {
    return clientMessageSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
