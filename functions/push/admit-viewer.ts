import * as z from 'zod'
import { isLiveChannel } from '#core/channel.ts'

/** What AppSync Events asks an authoriser: who wants to do what on which channel. */
const requestSchema = z.object({
  requestContext: z.object({ operation: z.string(), channel: z.string().nullish() }),
})

/** AppSync remembers a yes this long, so that a full hall wakes this function a few times only. */
const rememberSeconds = 3600

/**
 * AppSync Events → anybody may connect and listen to a contest's live channel, and nothing else: what is pushed there is what
 * everybody may read anyway. An API key would do the same until the day it expires. All viewers come with the same token, so a no is
 * never remembered: the one who asked for too much would lock the whole hall out.
 */
export async function handler(event: unknown): Promise<{ isAuthorized: boolean; ttlOverride: number }> {
  const { operation, channel } = requestSchema.parse(event).requestContext
  const isAuthorized =
    operation === 'EVENT_CONNECT' || (operation === 'EVENT_SUBSCRIBE' && isLiveChannel(channel ?? ''))
  return { isAuthorized, ttlOverride: isAuthorized ? rememberSeconds : 0 }
}
