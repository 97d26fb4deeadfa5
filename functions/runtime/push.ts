import * as z from 'zod'
import { env } from '#functions/env.ts'
import { postSigned } from './signed-request.ts'

/** Whether this deployment pushes at all; where it does not, everybody polls. */
export const pushes = (): boolean => env.pushPublishUrl !== undefined

/** AppSync answers 200 also where it took none of the events, and says so in the body. */
const answerSchema = z.object({
  failed: z.array(z.object({ code: z.number().optional(), message: z.string().optional() })),
})

const reasonsOf = (failed: z.output<typeof answerSchema>['failed']): string =>
  failed.map(({ code, message }) => message ?? code ?? 'no reason given').join(', ')

/** Sends one event to everybody who listens to a channel: over HTTP, signed for the service `appsync`. Throws when the service does not take it. */
export async function publish(channel: string, event: string): Promise<void> {
  const url = env.pushPublishUrl
  if (url === undefined) return
  const body = JSON.stringify({ channel, events: [event] })
  const answer = await postSigned('appsync', url, body)
  if (!answer.ok) throw new Error(`push was refused with ${answer.status}`)
  const { failed } = answerSchema.parse(await answer.json())
  if (failed.length > 0) throw new Error(`push took the request and not the event: ${reasonsOf(failed)}`)
}
