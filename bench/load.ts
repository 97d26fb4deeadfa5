import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { addressOf } from '#client/client.ts'
import { sessionSchema } from '#contract/people.ts'
import { castBallot, openSession } from '#functions/routes.ts'
import { now } from './clock.ts'
import { ballotOf } from './contest.ts'
import { answer } from './processes.ts'

/** The voters: a process of their own, with as little work per ballot as Node's HTTP client allows. */

/** Who votes, as a range of those that are signed in. */
export type Voters = { from: number; to: number }
type Cast = {
  base: string
  contest: string
  round: string
  voters: Voters
  /** So many at a time, each as soon as the one before is acknowledged; or so many a second, whatever the answers do. */
  pace: { connections: number } | { perSecond: number }
}
/** Times on the shared clock, in the order of sending. `due` is when a ballot was meant to be sent. */
export type CastTimes = { due: Float64Array; sent: Float64Array; acknowledged: Float64Array }

export type LoadCalls = {
  signIn: { question: { base: string; codes: string[] }; answer: number }
  cast: { question: Cast; answer: CastTimes }
}

const signInConnections = 16
const mostConnections = 256
/** Neither loop runs longer than this, however slow the answers are. */
const longestMs = 180_000
const answerWithinMs = 30_000

let tokens: string[] = []

type Sent = { agent: Agent; method: 'PUT' | 'POST'; url: URL; body: string; token?: string }

/** Connections for one job only: none of them can be one that the server gave up while nobody used it. */
const withAgent = async <Result>(job: (agent: Agent) => Promise<Result>): Promise<Result> => {
  const agent = new Agent({ keepAlive: true, maxSockets: mostConnections })
  try {
    return await job(agent)
  } finally {
    agent.destroy()
  }
}

/** The answer's body. Throws unless it is a 200. */
const send = ({ agent, method, url, body, token }: Sent): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...(token && { authorization: `Bearer ${token}` }),
    }
    const sending = request(url, { method, agent, headers, timeout: answerWithinMs }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        if (response.statusCode === 200) return resolve(text)
        reject(new Error(`${method} ${url.pathname} was answered with ${response.statusCode}: ${text}`))
      })
    })
    sending.on('timeout', () => sending.destroy(new Error(`no answer within ${answerWithinMs} ms`)))
    sending.on('error', reject)
    sending.end(body)
  })

/** Runs the task for 0, 1, … with so many at a time. Throws when that takes too long. */
const closedLoop = async (
  count: number,
  connections: number,
  task: (index: number) => Promise<void>,
): Promise<void> => {
  const deadline = now() + longestMs
  let next = 0
  const work = async (): Promise<void> => {
    while (next < count) {
      if (now() > deadline) throw new Error(`only ${next} of ${count} requests in ${longestMs} ms`)
      await task(next++)
    }
  }
  await Promise.all(Array.from({ length: connections }, work))
}

/** Starts the task for 0, 1, … at the times that were fixed before, whether or not the ones before are done. */
const openLoop = async (due: Float64Array, task: (index: number) => Promise<void>): Promise<void> => {
  const failed = new AbortController()
  const running: Promise<void>[] = []
  for (const [index, time] of due.entries()) {
    const early = time - now()
    if (early > 0) await sleep(early)
    if (failed.signal.aborted) break
    running.push(task(index))
    running.at(-1)?.catch(() => failed.abort())
  }
  await Promise.all(running)
}

const signIn = ({ base, codes }: { base: string; codes: string[] }): Promise<number> =>
  withAgent(async (agent) => {
    const url = new URL(addressOf(openSession, {}), base)
    tokens = Array.from(codes, () => '')
    await closedLoop(codes.length, signInConnections, async (index) => {
      const text = await send({ agent, method: 'POST', url, body: JSON.stringify({ code: codes[index] }) })
      tokens[index] = sessionSchema.parse(JSON.parse(text)).token
    })
    return tokens.length
  })

const cast = (job: Cast): Promise<CastTimes> => withAgent((agent) => castOver(agent, job))

const castOver = async (agent: Agent, { base, contest, round, voters, pace }: Cast): Promise<CastTimes> => {
  const url = new URL(addressOf(castBallot, { contest, round }), base)
  const ballots = tokens.slice(voters.from, voters.to).map((token, index) => {
    const voter = voters.from + index
    const body = JSON.stringify({ ballot: ballotOf(round, voter), requestId: `${round}-${voter}` })
    return { agent, method: 'PUT' as const, url, body, token }
  })
  const sent = new Float64Array(ballots.length)
  const acknowledged = new Float64Array(ballots.length)
  const castOne = async (index: number): Promise<void> => {
    const ballot = ballots[index]
    if (!ballot) throw new Error(`voter ${voters.from + index} is not signed in`)
    sent[index] = now()
    await send(ballot)
    acknowledged[index] = now()
  }
  if ('connections' in pace) {
    await closedLoop(ballots.length, pace.connections, castOne)
    return { due: sent, sent, acknowledged }
  }
  const start = now() + 100
  const due = sent.map((_, index) => start + (index * 1_000) / pace.perSecond)
  await openLoop(due, castOne)
  return { due, sent, acknowledged }
}

answer<LoadCalls>({ signIn, cast })
