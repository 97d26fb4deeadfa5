import { expect } from 'vitest'
import { problemStatus, type ProblemCode } from '#contract/problems.ts'
import { subscriptions } from '#functions/streams/subscriptions.ts'
import { castBallot } from '#functions/routes.ts'
import { type Handler, invoke, loadHandler } from '#local/lambda/invoke.ts'
import { pass } from '#test/support/clock.ts'
import { type Answer, type Call, type Functions, type Stage } from '#test/support/functions.ts'
import { eventRecord, streamEvent } from '#test/support/stream-records.ts'
import type { Json } from '#test/support/json.ts'

/** What people do in a contest, in as many words as a test needs. */
export type Actions = {
  command(body: object, over?: Partial<Call>): Promise<Answer>
  /** The organiser proposes an action and the owner approves it; answers the approval as the log has it. */
  agree(action: object, reason: string): Promise<Json>
  cast(voter: string, ballot: object, over?: Partial<Call> & { cast?: object }): Promise<Answer>
  /**
   * Opens the round, lets `during` happen, and seals it once time has passed, of which nobody waits for anything; answers the request for
   * the seal as the log has it.
   */
  runAndSeal(during: () => Promise<unknown>): Promise<Json>
}

let requests = 0

export function actionsOn(
  functions: Functions,
  { contest, organiser, owner, voters }: Stage,
  round = 'final',
): Actions {
  const command: Actions['command'] = (body, over = {}) =>
    functions.call('run-command', { path: { contest }, token: organiser, body, ...over })
  return {
    command,
    agree: async (action, reason) => {
      const proposed = done(await command({ type: 'propose', action, reason })).body.events[0]
      const approve = { type: 'approve', proposal: proposed.proposal }
      return done(await command(approve, { token: owner })).body.events[0]
    },
    cast: (voter, ballot, { cast, ...over } = {}) =>
      functions.call('cast-ballot', {
        path: { contest, round },
        token: voters[voter] ?? '',
        body: { ballot, requestId: `request-${++requests}`, ...cast },
        ...over,
      }),
    runAndSeal: (during) =>
      inTurn(async () => {
        const opened = done(await command({ type: 'openRound', round, seconds: 60 })).body
        await during()
        const drainedAt = Date.parse(opened.events[0].closesAt) + castBallot.timeoutSeconds * 1_000
        pass(drainedAt - Date.now())
        const { events } = done(await command({ type: 'sealRound', round })).body
        await invokeStream('seal-round', [eventRecord(contest, events[0])])
        return events[0]
      }),
  }
}

let turn: Promise<unknown> = Promise.resolve()

/** One after the other: time that passes for one round would close another's. */
function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
  const mine = turn.then(act)
  turn = mine.catch(() => undefined)
  return mine
}

const streamHandlers = new Map<string, Promise<Handler>>()

/** Hands records to a stream function as one batch. */
export async function invokeStream(
  name: string,
  records: Parameters<typeof streamEvent>[0],
): Promise<unknown> {
  const handler = streamHandlers.get(name) ?? loadHandler('streams', name)
  streamHandlers.set(name, handler)
  const { timeoutSeconds = 0 } = subscriptions.find((subscription) => subscription.function === name) ?? {}
  return invoke(name, await handler, streamEvent(records), timeoutSeconds)
}

export function done(answer: Answer): Answer {
  if (answer.status !== 200) throw new Error(`refused with ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer
}

/** A whole answer with a JSON body. */
export const answered = (body: unknown, headers: Record<string, string> = {}): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  cookies: [],
  body,
})

/** A whole answer that refuses. */
export const refused = (
  code: ProblemCode,
  more: object = {},
  headers: Record<string, string> = {},
): Answer => ({
  status: problemStatus[code],
  headers: {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  },
  cookies: [],
  body: { type: 'about:blank', title: expect.any(String), status: problemStatus[code], code, ...more },
})

export const faults = (...paths: string[]) => ({
  errors: paths.map((path) => ({
    path,
    message: expect.any(String),
    code: expect.any(String),
    params: expect.any(Object),
  })),
})

export const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
export const code = expect.stringMatching(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/)
/** A signed receipt: a compact JWS. */
export const proof = expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]{86}$/)
export const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/)
