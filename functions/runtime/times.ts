import { env } from '#functions/env.ts'
import { shortestNotice } from '#core/contest/acts/close-round.ts'
import { castBallot } from '#functions/routes.ts'

/*
 * Times that one machine may set shorter, so that tests need not wait as people do. On Lambda they are what is deployed, whatever the
 * environment says.
 */

/**
 * How long the function that takes a vote may run, in milliseconds; a vote that arrived in time may be on its way into the box for as long,
 * and every seal waits for it. Both go by this one value: a machine that sets another stops the function by it too. On Lambda the function
 * has the timeout of its route. Throws for a value that is longer than that, or too short for a vote.
 */
export const castTimeoutMs = (): number =>
  1_000 * within('CAST_TIMEOUT_SECONDS', env.castTimeoutSeconds, 2, castBallot.timeoutSeconds)

/**
 * How long a vote may rely on a head that was read before, in milliseconds: a close leaves three times this at least. Throws for a value
 * above a second.
 */
export const headAgeMs = (): number => 1_000 * within('HEAD_AGE_SECONDS', env.headAgeSeconds, 0, 1)

/** Seconds of notice that a close gives when it asks for the shortest there is. Throws for more, or for less than one. */
export const shortestNoticeSeconds = (): number =>
  within('CLOSE_NOTICE_SECONDS', env.closeNoticeSeconds, 1, shortestNotice)

/** What the environment says, or what is deployed, which is the most. */
function within(name: string, said: number | undefined, least: number, most: number): number {
  const value = said ?? most
  if (value < least || value > most) throw new Error(`${name} is not from ${least} to ${most}`)
  return value
}
