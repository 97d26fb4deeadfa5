import * as z from 'zod'
import { sessionSchema } from '#contract/people.ts'
import { errorMessage, UserError } from '#terminal/user-error.ts'

/** A running Leitai, here or elsewhere, as its HTTP interface shows it to one of its staff and to the public. */
export class RunningSystem {
  readonly #base: string
  readonly #token: string

  private constructor(base: string, token: string) {
    this.#base = base
    this.#token = token
  }

  /** Throws a `UserError` when nobody answers or the code opens nothing. */
  static async signIn(base: string, code: string): Promise<RunningSystem> {
    const response = await ask(`${base}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    })
    if (response.status === 401) throw new UserError(`The code is not one of ${base}.`)
    const { role, token } = sessionSchema.parse(await bodyOf(response))
    if (role === 'judge' || role === 'voter')
      throw new UserError('The code is a voter’s: a bundle needs an organiser’s or observer’s.')
    return new RunningSystem(base, token)
  }

  /** What the staff may read; undefined where there is nothing. */
  read(path: string): Promise<unknown> {
    return this.#get(path, this.#token)
  }

  /** What everybody may read; undefined where there is nothing, or nothing yet. */
  readAsPublic(path: string): Promise<unknown> {
    return this.#get(path)
  }

  /** The bytes of a file as they come. */
  async *readBytes(path: string): AsyncGenerator<Uint8Array> {
    const response = await ask(`${this.#base}${path}`, { headers: this.#headers() })
    if (!response.ok || !response.body) throw refused(response)
    yield* response.body
  }

  async #get(path: string, token?: string): Promise<unknown> {
    const response = await ask(`${this.#base}${path}`, { headers: token ? this.#headers() : {} })
    return response.status === 404 ? undefined : bodyOf(response)
  }

  #headers() {
    return { authorization: `Bearer ${this.#token}` }
  }
}

async function ask(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request)
  } catch (error) {
    const cause = error instanceof Error && error.cause ? errorMessage(error.cause) : errorMessage(error)
    throw new UserError(
      `Nobody answers at ${new URL(url).origin} (${cause}): start Leitai, or say where with --base URL.`,
    )
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  if (!response.ok) throw refused(response)
  return z.unknown().parse(await response.json())
}

const refused = ({ url, status }: Response): UserError =>
  new UserError(`${url} was answered with ${status}: try again, or look into the system's log.`)
