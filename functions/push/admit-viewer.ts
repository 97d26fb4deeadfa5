import * as z from 'zod'

/** What AppSync Events asks an authoriser: who wants to do what on which channel. */
const requestSchema = z.object({
  requestContext: z.object({ operation: z.string(), channel: z.string().nullish() }),
})

const live = /^\/live\/[a-z0-9][a-z0-9-]{1,62}$/
/** AppSync remembers the answer this long, so that a full hall wakes this function a few times only. */
const rememberSeconds = 3600

/**
 * AppSync Events → anybody may connect and listen to a contest's live channel, and nothing else: what is pushed there is what
 * everybody may read anyway. An API key would do the same until the day it expires.
 */
export const handler = async (event: unknown): Promise<{ isAuthorized: boolean; ttlOverride: number }> => {
  const { operation, channel } = requestSchema.parse(event).requestContext
  const isAuthorized =
    operation === 'EVENT_CONNECT' || (operation === 'EVENT_SUBSCRIBE' && live.test(channel ?? ''))
  return { isAuthorized, ttlOverride: rememberSeconds }
}
