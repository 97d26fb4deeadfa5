import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { Channels } from './channels.ts'
import { Entrance, type Refusal, refuseSocket, socketLimits } from './entrance.ts'
import { headerIn, isAuthorized, realtimePath, subprotocol } from './protocol.ts'
import { Viewer } from './viewer.ts'

const keepAliveMs = 60_000
/** How long viewers have to say goodbye. */
const farewellMs = 500
/** A client only ever subscribes; real AppSync takes more. */
const longestMessage = 16_384

export type Realtime = {
  /** Takes the socket over if it comes to the realtime path with the right subprotocol; one that may not come in is answered. */
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean
  publish: (channel: string, events: string[]) => void
  close(): void
}

/** The viewers' side of push: AppSync Events' realtime endpoint. It asks for no key, since live documents are public. */
export const startRealtime = (limits = socketLimits): Realtime => {
  const entrance = new Entrance(limits)
  const channels = new Channels<Viewer>()
  const viewers = new Set<Viewer>()
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: longestMessage,
    perMessageDeflate: false,
    handleProtocols: () => subprotocol,
  })
  server.on('connection', (socket, request: IncomingMessage) => {
    const leave = entrance.enter(request)
    const viewer = new Viewer(socket, channels)
    viewers.add(viewer)
    socket.on('close', () => {
      viewers.delete(viewer)
      leave()
    })
  })
  const keepAlive = setInterval(() => {
    for (const viewer of viewers) viewer.keepAlive(signOfLife)
  }, keepAliveMs)

  return {
    upgrade: (request, socket, head) => {
      if (request.url?.split('?')[0] !== realtimePath || !offersProtocol(request)) return false
      const refusal = entrance.refusal(request) ?? calledWrongly(request)
      if (refusal) refuseSocket(socket, refusal)
      else server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request))
      return true
    },
    publish: (channel, events) => {
      for (const event of events) broadcast(channels, channel, event)
    },
    close: () => {
      clearInterval(keepAlive)
      for (const viewer of viewers) viewer.close()
      server.close()
      setTimeout(() => server.clients.forEach((socket) => socket.terminate()), farewellMs).unref()
    },
  }
}

const signOfLife = Buffer.from('{"type":"ka"}')

const offersOf = (request: IncomingMessage): string[] =>
  (request.headers['sec-websocket-protocol'] ?? '').split(',').map((offer) => offer.trim())

const offersProtocol = (request: IncomingMessage): boolean => offersOf(request).includes(subprotocol)

/** Who has not read in `Leitai-Push-Host` how to call the endpoint learns it here, and not first on AWS. */
const calledWrongly = (request: IncomingMessage): Refusal | undefined =>
  isAuthorized(headerIn(offersOf(request))) ? undefined : { status: '401 Unauthorized' }

/** The event is serialised once; only the subscription's id before it differs between viewers. */
const broadcast = (channels: Channels<Viewer>, channel: string, event: string): void => {
  const tail = Buffer.from(`","event":${JSON.stringify(event)}}`)
  for (const [viewer, id] of channels.of(channel)) {
    viewer.send(Buffer.concat([Buffer.from(`{"type":"data","id":"${id}`), tail]))
  }
}
