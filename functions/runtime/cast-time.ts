import { env } from '#functions/env.ts'
import { castBallot } from '#functions/routes.ts'

const leastSeconds = 2

/**
 * How long the function that takes a vote may run, in milliseconds; a vote that arrived in time may be on its way into the box for as long,
 * and every seal waits for it. Both go by this one value: a machine that sets another stops the function by it too. On Lambda the function
 * has the timeout of its route, whatever the environment says. Throws for a value that is longer than that, or too short for a vote.
 */
export function castTimeoutMs(): number {
  const { timeoutSeconds } = castBallot
  const seconds = env.castTimeoutSeconds ?? timeoutSeconds
  if (seconds < leastSeconds || seconds > timeoutSeconds)
    throw new Error(`CAST_TIMEOUT_SECONDS is not from ${leastSeconds} to ${timeoutSeconds}`)
  return seconds * 1_000
}
