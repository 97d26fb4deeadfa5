import { setTimeout as sleep } from 'node:timers/promises'
import type { Ballot } from '#contract/ballot.ts'
import type { Call } from '#test/support/functions.ts'
import type { Attempt, Given } from './ledger.ts'
import type { Stage } from './stage.ts'

/** What the air between a phone and the gateway does to one request. */
export type Air = {
  /** Milliseconds before it reaches the gateway. */
  delay?: number
  /** It never arrives, or its answer never does. */
  lost?: 'request' | 'answer'
  /** The network delivers it once more, so many milliseconds later. */
  again?: number
}

export type Cast = {
  voter: string
  ballot: Ballot
  request: string
  replaces?: number
  /** By the number of the try, from 1. */
  air?: (nth: number) => Air
  /** So often it is sent before the phone gives up for good. */
  tries?: number
  /** Milliseconds between two tries. */
  pause?: number
  call?: Partial<Call>
  /** More than the contract allows, from a phone that forges. */
  forged?: object
}

/**
 * Sends a ballot as the voting page does: under the same request id until there is a receipt or a reason from the list. Answers the
 * attempt with what the phone has heard.
 */
export async function cast(stage: Stage, sending: Cast): Promise<Attempt> {
  const { voter, request, ballot, air = () => ({}), tries = 40, pause = 5 } = sending
  const attempt = stage.ledger.begin(voter, request, ballot)
  for (let nth = 1; nth <= tries; nth++) {
    const given = await sendOnce(stage, attempt, sending, air(nth))
    if (given?.receipt) {
      attempt.acknowledged = given.receipt
      return attempt
    }
    if (given && isFinal(given)) {
      attempt.refusal = given.code ?? String(given.status)
      return attempt
    }
    await sleep(pause)
  }
  return attempt
}

/** One way there and back; nothing, when the phone hears nothing. */
async function sendOnce(
  stage: Stage,
  attempt: Attempt,
  sending: Cast,
  { delay = 0, lost, again }: Air,
): Promise<Given | undefined> {
  if (delay > 0) await sleep(delay)
  if (lost === 'request') return undefined
  if (again !== undefined) stage.later(sleep(again).then(() => arrive(stage, attempt, sending)))
  const given = await arrive(stage, attempt, sending)
  return lost === 'answer' ? undefined : given
}

async function arrive(
  stage: Stage,
  attempt: Attempt,
  { voter, request, ballot, replaces, call, forged }: Cast,
): Promise<Given> {
  stage.ledger.received++
  const answer = await stage.fleet.call('cast-ballot', {
    path: stage.path,
    token: await stage.token(voter),
    body: { ballot, requestId: request, ...(replaces !== undefined && { replaces }), ...forged },
    ...call,
  })
  return stage.ledger.answered(attempt, answer)
}

const isFinal = ({ status, code }: Given): boolean => status < 500 && code !== 'too-many'
