import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** What a process can be asked, by name: the question and the answer. */
export type Calls = Record<string, { question: unknown; answer: unknown }>

type Answers<Known extends Calls> = {
  [Name in keyof Known]: (question: Known[Name]['question']) => Promise<Known[Name]['answer']>
}
type Message = { name: string; question: unknown }
type Reply = { answer: unknown } | { error: string }

/** A process beside this one that answers one question at a time. */
export class Helper<Known extends Calls> {
  readonly #child: ChildProcess

  /** @param file of this folder */
  constructor(file: string) {
    this.#child = fork(fileURLToPath(new URL(file, import.meta.url)), { serialization: 'advanced' })
  }

  async ask<Name extends keyof Known & string>(
    name: Name,
    question: Known[Name]['question'],
  ): Promise<Known[Name]['answer']> {
    this.#child.send({ name, question } satisfies Message)
    const heard = new AbortController()
    const ended = once(this.#child, 'exit', heard).then(() => ({ error: 'it ended' }))
    const answered = once(this.#child, 'message', heard).then(([reply]: Reply[]) => reply)
    const reply = await Promise.race([answered, ended])
    heard.abort()
    await Promise.allSettled([answered, ended])
    if (reply && 'answer' in reply) return reply.answer
    throw new Error(`${name}: ${reply?.error ?? 'no answer'}`)
  }

  stop(): void {
    this.#child.kill()
  }
}

/** Makes this process such a helper, until the one that started it ends. */
export const answer = <Known extends Calls>(answers: Answers<Known>): void => {
  process.on('message', ({ name, question }: Message) => {
    const reply = answers[name]?.(question) ?? Promise.reject(new Error('nobody answers that'))
    reply.then(
      (given) => process.send?.({ answer: given } satisfies Reply),
      (error: unknown) => process.send?.({ error: String(error) } satisfies Reply),
    )
  })
  process.on('disconnect', () => process.exit())
}
