import { Client } from '#client/client.ts'
import { NoAnswer, Refused } from '#client/faults.ts'
import type { AnswerOf, Asked } from '#client/types.ts'
import { openSession, readBook, type Route } from '#functions/routes.ts'
import { UserError } from '#terminal/user-error.ts'

/** A running Leitai, here or elsewhere, as it shows itself to one of its staff and to the public. All throw `UserError`s. */
export class SystemReader {
  readonly #staff: Client
  readonly #public: Client

  private constructor(base: string, token: string) {
    this.#staff = new Client(base, token)
    this.#public = new Client(base)
  }

  /** Throws when nobody answers or the code opens nothing. */
  static async signIn(base: string, code: string): Promise<SystemReader> {
    const asking = new Client(base).ask(openSession, { body: { code } })
    const { role, token } = await asking.catch((error: unknown) => {
      if (error instanceof Refused && error.status === 401)
        throw new UserError(`The code is not one of ${base}.`)
      throw userErrorOf(error)
    })
    if (role === 'judge' || role === 'voter')
      throw new UserError('The code is a voter’s: a bundle needs an organiser’s or observer’s.')
    return new SystemReader(base, token)
  }

  /** What the staff may read; undefined where there is nothing. */
  read<Defined extends Route>(route: Defined, asked: Asked<Defined>): Promise<AnswerOf<Defined> | undefined> {
    return there(this.#staff.ask(route, asked))
  }

  /** What everybody may read; undefined where there is nothing, or nothing yet. */
  readAsPublic<Defined extends Route>(
    route: Defined,
    asked: Asked<Defined>,
  ): Promise<AnswerOf<Defined> | undefined> {
    return there(this.#public.ask(route, asked))
  }

  /** The bytes of a book as they come. */
  async *readBook(path: { contest: string; round: string }): AsyncGenerator<Uint8Array> {
    try {
      const { body } = await this.#staff.send(readBook, { path })
      if (body) yield* body
    } catch (error) {
      throw userErrorOf(error)
    }
  }
}

const there = <Answer>(asking: Promise<Answer>): Promise<Answer | undefined> =>
  asking.catch((error: unknown) => {
    if (error instanceof Refused && error.status === 404) return undefined
    throw userErrorOf(error)
  })

function userErrorOf(error: unknown): unknown {
  if (error instanceof NoAnswer)
    return new UserError(`${error.message}: start Leitai, or say where with --base URL.`)
  if (error instanceof Refused)
    return new UserError(
      `${error.url} was answered with ${error.status}: try again, or look into the system's log.`,
    )
  return error
}
