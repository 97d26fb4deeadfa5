import { z } from 'zod'

/** The messages of the AppSync Events protocol, as far as viewers need them. Unknown fields are ignored. */

/** The subprotocol that the server selects. */
export const subprotocol = 'aws-appsync-event-ws'
export const realtimePath = '/event/realtime'
export const publishPath = '/event'

/** Viewers may listen to live documents, one contest each; nobody may publish over a socket. */
const channel = /^\/live\/[a-z0-9][a-z0-9-]{1,62}$/
const id = z.string().regex(/^[A-Za-z0-9\-_+]{1,128}$/)

export const clientMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('connection_init') }),
  z.object({ type: z.literal('subscribe'), id, channel: z.string() }),
  z.object({ type: z.literal('unsubscribe'), id }),
  z.object({ type: z.literal('publish'), id }),
])
export type ClientMessage = z.infer<typeof clientMessageSchema>

export const isLiveChannel = (name: string): boolean => channel.test(name)

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
