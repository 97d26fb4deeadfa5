import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { liveSchema } from '#contract/live.ts'
import { now } from './clock.ts'
import { percentile } from '#capacity/statistics.ts'
import { answer } from './processes.ts'

/** The audience: a process that holds all sockets and notes when each viewer got which turnout. */

/** A vote, and the turnout that a document must show for the vote to be in it. */
export type Votes = { round: string; acknowledged: Float64Array; turnout: Float64Array }
/** Milliseconds over all viewers and votes; how many documents came per second, and the bytes of the largest. */
export type Delays = { p50: number; p95: number; perSecond: number; largest: number }

/** Where to listen, what to call the place, and to what. */
type Place = { url: string; host: string; channel: string }

export type ViewerCalls = {
  /** Connects as many as are missing to this number. */
  connect: { question: Place & { count: number }; answer: number }
  /** Forgets what arrived so far. */
  forget: { question: null; answer: null }
  delays: { question: Votes; answer: Delays }
}

const connectedAtOnce = 50
const connectWithinMs = 20_000
const lastDocumentWithinMs = 20_000

type Viewer = { times: number[]; documents: number[] }
/** `bytes` is the end of the message it came in, from the event on. */
type Document = { bytes: Buffer; size: number; cast: Map<string, number> }

const viewers: Viewer[] = []
let documents: Document[] = []
let lost = 0

const dataSchema = z.object({ event: z.string() })

/**
 * Which document a message carries. All viewers get the same bytes but for their subscription's id, so each document is parsed
 * once and recognised by its bytes after that.
 */
const documentIn = (message: Buffer): number => {
  const bytes = message.subarray(message.indexOf('"event"'))
  const known = documents.findLastIndex((document) => document.bytes.equals(bytes))
  if (known >= 0) return known
  const { event } = dataSchema.parse(JSON.parse(`{${bytes.toString()}`))
  const { rounds } = liveSchema.parse(JSON.parse(event))
  const cast = Object.entries(rounds).map(([round, { turnout }]): [string, number] => [
    round,
    Object.values(turnout).reduce((sum, { cast }) => sum + cast, 0),
  ])
  return (
    documents.push({ bytes: Buffer.from(bytes), size: Buffer.byteLength(event), cast: new Map(cast) }) - 1
  )
}

const connectOne = ({ url, host, channel }: Place, id: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const viewer: Viewer = { times: [], documents: [] }
    const authorization = { host, Authorization: 'viewer' }
    const header = `header-${Buffer.from(JSON.stringify(authorization)).toString('base64url')}`
    const socket = new WebSocket(url, ['aws-appsync-event-ws', header], {
      perMessageDeflate: false,
      skipUTF8Validation: true,
      handshakeTimeout: connectWithinMs,
    })
    socket.on('open', () => socket.send('{"type":"connection_init"}'))
    socket.on('error', reject)
    socket.on('close', () => {
      lost++
    })
    socket.on('message', (message: Buffer) => {
      if (message.includes('"type":"data"')) {
        viewer.times.push(now())
        viewer.documents.push(documentIn(message))
      } else if (message.includes('"connection_ack"')) {
        socket.send(JSON.stringify({ type: 'subscribe', id, channel, authorization }))
      } else if (message.includes('"subscribe_success"')) {
        viewers.push(viewer)
        resolve()
      } else if (!message.includes('"ka"')) {
        reject(new Error(`a viewer was told ${message.toString()}`))
      }
    })
  })

const connect = async ({ count, ...place }: ViewerCalls['connect']['question']): Promise<number> => {
  while (viewers.length < count) {
    const batch = Math.min(connectedAtOnce, count - viewers.length)
    const ids = Array.from({ length: batch }, (_, index) => `viewer-${viewers.length + index}`)
    await Promise.all(ids.map((id) => connectOne(place, id)))
  }
  return viewers.length
}

const forget = async (): Promise<null> => {
  documents = []
  for (const viewer of viewers) Object.assign(viewer, { times: [], documents: [] } satisfies Viewer)
  return null
}

const delays = async ({ round, acknowledged, turnout }: Votes): Promise<Delays> => {
  const castIn = (document: number | undefined): number =>
    (document === undefined ? undefined : documents[document]?.cast.get(round)) ?? 0
  const last = turnout.at(-1) ?? 0
  const deadline = now() + lastDocumentWithinMs
  while (viewers.some((viewer) => castIn(viewer.documents.at(-1)) < last)) {
    if (now() > deadline) throw new Error(`some viewers never saw ${last} ballots in ${round}`)
    await sleep(100)
  }
  if (lost > 0) throw new Error(`${lost} viewers lost their connection`)

  const all = new Float64Array(viewers.length * acknowledged.length)
  let filled = 0
  for (const viewer of viewers) {
    let at = 0
    for (const [vote, time] of acknowledged.entries()) {
      while (castIn(viewer.documents[at]) < (turnout[vote] ?? 0)) at++
      all[filled++] = (viewer.times[at] ?? NaN) - time
    }
  }
  return {
    p50: percentile(all, 0.5),
    p95: percentile(all, 0.95),
    perSecond: (documents.length * 1_000) / ((acknowledged.at(-1) ?? NaN) - (acknowledged[0] ?? NaN)),
    largest: Math.max(...documents.map(({ size }) => size)),
  }
}

answer<ViewerCalls>({ connect, forget, delays })
