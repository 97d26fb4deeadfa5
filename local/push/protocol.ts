import { z } from 'zod'
import { isLiveChannel } from '#core/channel.ts'

/** The messages of the AppSync Events protocol, as far as viewers need them. Unknown fields are ignored. */

/** The subprotocol that the server selects. */
export const subprotocol = 'aws-appsync-event-ws'
export const realtimePath = '/event/realtime'
export const publishPath = '/event'

/** AppSync's two endpoints have two names, and viewers must give that of the HTTP endpoint, not the one that they are connected to. */
export const httpHost = 'push.leitai.localhost'
const authorization = z.object({ host: z.literal(httpHost) })

const id = z.string().regex(/^[A-Za-z0-9\-_+]{1,128}$/)

export const clientMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('connection_init') }),
  z.object({ type: z.literal('subscribe'), id, channel: z.string(), authorization: z.unknown().optional() }),
  z.object({ type: z.literal('unsubscribe'), id }),
  z.object({ type: z.literal('publish'), id }),
])
export type ClientMessage = z.infer<typeof clientMessageSchema>

export const isAuthorized = (given: unknown): boolean => authorization.safeParse(given).success

/** The subprotocols that a socket offers: the one above, and `header-` with the authorisation in base64url. */
export const headerIn = (offers: readonly string[]): unknown => {
  const header = offers.find((offer) => offer.startsWith('header-'))?.slice('header-'.length)
  try {
    return JSON.parse(Buffer.from(header ?? '', 'base64url').toString())
  } catch {
    return undefined
  }
}

const mostEvents = 5
const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Body of a publish request: events are JSON texts. */
export const publishSchema = z.object({
  channel: z.string().refine(isLiveChannel, 'no such channel'),
  events: z.array(z.string().refine(isJson, 'an event is a JSON text')).min(1).max(mostEvents),
})

export const errorsOf = (
  errorType: string,
  message: string,
): { errors: { errorType: string; message: string }[] } => ({
  errors: [{ errorType, message }],
})
