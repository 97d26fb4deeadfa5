import type { Result } from '#contract/live.ts'
import type { ReleasedComments } from '#contract/office.ts'
import { readComments, readResult, readResults } from '../../api/leitai.ts'
import type { Problem } from '../../api/problem.ts'
import { until } from '../../state/until.ts'

type Words = ReleasedComments['comments']

/** One published result with the comments that were released, read until it is there. */
export class ResultReader {
  #result = $state.raw<Result | null>(null)
  #before = $state.raw<Result | null>(null)
  #comments = $state.raw<Words>({})
  #problem = $state.raw<Problem | null>(null)

  get result(): Result | null {
    return this.#result
  }
  /** The version that the result supersedes; null where it is the first. */
  get before(): Result | null {
    return this.#before
  }
  get comments(): Words {
    return this.#comments
  }
  /** Why a published result is not there yet. */
  get problem(): Problem | null {
    return this.#problem
  }

  /** Reads the result, of a corrected one the `version` that the live document tells, or forgets it while there is none; returns how to stop trying. */
  read(contest: string, round: string, published: boolean, version?: number): (() => void) | undefined {
    if (!published) {
      this.#result = null
      this.#before = null
      return undefined
    }
    return this.#until(async () => {
      const result = await readResult(contest, round, version)
      // What was public before; of a version that never was there is none to be read.
      const { supersedes } = result
      this.#before = supersedes === undefined ? null : await this.#older(contest, round, supersedes)
      this.#result = result
    })
  }

  /** Reads the comments, or forgets them while none are released; returns how to stop trying. */
  readComments(contest: string, round: string, released: boolean): (() => void) | undefined {
    if (!released) {
      this.#comments = {}
      return undefined
    }
    return this.#until(async () => {
      this.#comments = (await readComments(contest, round)).comments
    })
  }

  async #older(contest: string, round: string, version: number): Promise<Result | null> {
    const { results } = await readResults(contest, round)
    const older = results.findLast((one) => one.version <= version)
    return older ? readResult(contest, round, older.version) : null
  }

  #until(there: () => Promise<void>): () => void {
    return until(there, (problem) => (this.#problem = problem))
  }
}
