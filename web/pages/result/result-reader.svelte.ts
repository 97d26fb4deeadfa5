import type { Result } from '#contract/live.ts'
import type { ReleasedComments } from '#contract/office.ts'
import { readComments, readResult } from '../../api/leitai.ts'
import type { Problem } from '../../api/problem.ts'
import { until } from '../../state/until.ts'

type Words = ReleasedComments['comments']

/** One published result with the comments that were released, read until it is there. */
export class ResultReader {
  #result = $state.raw<Result | null>(null)
  #comments = $state.raw<Words>({})
  #problem = $state.raw<Problem | null>(null)

  get result(): Result | null {
    return this.#result
  }
  get comments(): Words {
    return this.#comments
  }
  /** Why a published result is not there yet. */
  get problem(): Problem | null {
    return this.#problem
  }

  /** Reads the result, or forgets it while there is none; returns how to stop trying. */
  read(contest: string, round: string, published: boolean): (() => void) | undefined {
    if (!published) {
      this.#result = null
      return undefined
    }
    return this.#until(async () => {
      this.#result = await readResult(contest, round)
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

  #until(there: () => Promise<void>): () => void {
    return until(there, (problem) => (this.#problem = problem))
  }
}
