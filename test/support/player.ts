import { readFileSync } from 'node:fs'
import type { Ballot, BookLine } from '#contract/ballot.ts'
import type { Json } from '#test/support/json.ts'

/** One line of an example's book: who casts what. */
export type Part = { voter: string; ballot: Ballot }

/** Who casts what in a round of the Haiyang example, as its invented book says. */
export const haiyangParts = (round: string): Part[] =>
  readFileSync(`examples/haiyang-2022/ballots/${round}.ndjson`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as BookLine)
    .map(({ voter = '', ballot }) => ({ voter, ballot }))

export type Answer = { status: number; text: string; body: Json }

/** Speaks to a running system as any program may: HTTP and the published contract, nothing else. */
export class Player {
  readonly #base: () => string

  constructor(base: () => string) {
    this.#base = base
  }

  /** A vote that the system was too busy for goes out again, as a phone sends it: it carries the id of its request. */
  async ask(method: string, path: string, token?: string, body?: unknown): Promise<Answer> {
    for (;;) {
      const answer = await this.#askOnce(method, path, token, body)
      const isVote = method === 'PUT' && path.endsWith('/ballot')
      if (!isVote || answer.body?.code !== 'unavailable') return answer
    }
  }

  async #askOnce(method: string, path: string, token?: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(`${this.#base()}/api${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const isJson = /^application\/(problem\+)?json/.test(answer.headers.get('content-type') ?? '')
    return { status: answer.status, text, body: isJson ? JSON.parse(text) : undefined }
  }

  /** A session's token for a code. */
  async signIn(code: string): Promise<string> {
    const { status, body } = await this.ask('POST', '/sessions', undefined, { code })
    if (status !== 200) throw new Error(`the code was refused with ${status}`)
    return body.token
  }
}
