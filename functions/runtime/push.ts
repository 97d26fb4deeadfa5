import { env } from './env.ts'
import { postSigned } from './signed-request.ts'

/** AppSync Events takes an event over HTTP, signed for the service `appsync`. */
const publishUrl = env.optional('PUSH_PUBLISH_URL')

/** Whether this deployment pushes at all; where it does not, everybody polls. */
export const pushes = publishUrl !== undefined

/** Sends one event to everybody who listens to a channel. Throws when the service does not take it. */
export async function publish(channel: string, event: string): Promise<void> {
  if (publishUrl === undefined) return
  const body = JSON.stringify({ channel, events: [event] })
  const answer = await postSigned('appsync', publishUrl, body)
  if (!answer.ok) throw new Error(`push was refused with ${answer.status}`)
}
