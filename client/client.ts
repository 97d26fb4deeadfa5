import { openSession, type Route } from '#functions/routes.ts'
import { NoAnswer, Refused } from './faults.ts'
import type { AnswerOf, Asked, ParametersOf } from './types.ts'

/** How long an answer may take, unless the caller knows better. No route takes longer than half a minute. */
const patienceMs = 60_000

type Parts = { path?: Record<string, string>; query?: Record<string, string>; body?: unknown }

/**
 * The HTTP API of a Leitai, here or elsewhere, as any program may use it: each call is typed by its route, and what is answered is checked
 * against the route's schema.
 */
export class Client {
  readonly base: string
  readonly #token: string | undefined
  readonly #patienceMs: number

  /** `base` is the address without a path; without a session's token it asks as the public does. */
  constructor(base: string, token?: string, patience = patienceMs) {
    this.base = base
    this.#token = token
    this.#patienceMs = patience
  }

  /** With the session of a personal code. Throws a `Refused` with code `unauthorized` when it opens nothing. */
  async signIn(code: string): Promise<Client> {
    const { token } = await this.ask(openSession, { body: { code } })
    return new Client(this.base, token, this.#patienceMs)
  }

  /** Throws a `Refused` for every answer but a 200, and a `NoAnswer` where none came. */
  async ask<Defined extends Route>(route: Defined, asked: Asked<Defined>): Promise<AnswerOf<Defined>> {
    const response = await this.send(route, asked)
    const text = await heard(response.url, () => response.text())
    const answer: unknown = typeof route.answers === 'string' ? text : route.answers.parse(JSON.parse(text))
    // The schema has checked what the compiler cannot follow.
    return answer as AnswerOf<Defined>
  }

  /** The answer as it comes, for who needs its headers or its bytes one by one. Throws as `ask` does. */
  async send<Defined extends Route>(route: Defined, asked: Asked<Defined>): Promise<Response> {
    const { path = {}, query, body }: Parts = asked
    const search = query ? `?${new URLSearchParams(query).toString()}` : ''
    const url = this.base + filled(route.path, path) + search
    const response = await heard(url, () =>
      fetch(url, {
        method: route.method,
        headers: {
          ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(this.#patienceMs),
      }),
    )
    if (response.status === 200) return response
    throw new Refused(route.method, url, response.status, await heard(url, () => response.text()))
  }
}

/** The path of a route with its parameters filled in. */
export const addressOf = <Defined extends Route>(
  { path }: Defined,
  parameters: ParametersOf<Defined>,
): string => filled(path, parameters)

const filled = (template: string, parameters: Partial<Record<string, string>>): string =>
  template.replace(/{(\w+)}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''))

async function heard<Answer>(url: string, answering: () => Promise<Answer>): Promise<Answer> {
  try {
    return await answering()
  } catch (error) {
    throw new NoAnswer(url, error)
  }
}
