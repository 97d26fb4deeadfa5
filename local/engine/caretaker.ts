import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { logError } from '#local/lambda/log.ts'

const pauseMs = 1_000
const lastRoundWithinMs = 10_000

/**
 * Once a second removes stream records that every subscriber has, and forgets the secret attempts that have ended (see
 * secret-attempts.ts). What fails is said once and tried again in the next round.
 *
 * @param delivered per table, the sequence number up to which all subscriptions have been served
 */
export class Caretaker {
  readonly #thread: Worker
  readonly #delivered: () => Record<string, string>
  readonly #stopping = new AbortController()
  readonly #rounds: Promise<void>
  #complaint: string | undefined

  constructor(files: { file: string; failed: string }, delivered: () => Record<string, string>) {
    this.#thread = new Worker(new URL('./caretaker-thread.ts', import.meta.url), { workerData: files })
    this.#delivered = delivered
    this.#rounds = this.#run()
  }

  /** After a last round, in which the records are trimmed that were delivered meanwhile. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await Promise.race([this.#lastRound(), sleep(lastRoundWithinMs, undefined, { ref: false })])
    await this.#thread.terminate()
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      await this.#round()
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined)
    }
  }

  async #lastRound(): Promise<void> {
    await this.#rounds
    await this.#round()
  }

  async #round(): Promise<void> {
    const answered = once(this.#thread, 'message')
    this.#thread.postMessage(this.#delivered())
    const complaint = await answered.then(
      ([words]: (string | undefined)[]) => words,
      (error: unknown) => String(error),
    )
    if (complaint !== undefined && complaint !== this.#complaint)
      logError('The database cannot be tended', { error: complaint })
    this.#complaint = complaint
  }
}
