import * as z from 'zod'
import { env } from './env.ts'
import { postSigned } from './signed-request.ts'

/** AppSync Events takes an event over HTTP, signed for the service `appsync`. */
const publishUrl = env.optional('PUSH_PUBLISH_URL')

/** Whether this deployment pushes at all; where it does not, everybody polls. */
export const pushes = publishUrl !== undefined

/** AppSync answers 200 also where it took none of the events, and says so in the body. */
const answerSchema = z.object({
  failed: z.array(z.object({ code: z.number().optional(), message: z.string().optional() })),
})

const reasonsOf = (failed: z.output<typeof answerSchema>['failed']): string =>
  failed.map(({ code, message }) => message ?? code ?? 'no reason given').join(', ')

/** Sends one event to everybody who listens to a channel. Throws when the service does not take it. */
export async function publish(channel: string, event: string): Promise<void> {
  if (publishUrl === undefined) return
  const body = JSON.stringify({ channel, events: [event] })
  const answer = await postSigned('appsync', publishUrl, body)
  if (!answer.ok) throw new Error(`push was refused with ${answer.status}`)
  const { failed } = answerSchema.parse(await answer.json())
  if (failed.length > 0) throw new Error(`push took the request and not the event: ${reasonsOf(failed)}`)
}
