import type { Contest } from '#contract/contest.ts'
import { untrack } from 'svelte'
import { readContest } from '../api/leitai.ts'
import { Problem } from '../api/problem.ts'
import { language } from '../i18n/language.svelte.ts'
import { applyLook } from './look.ts'
import { Poller } from './poller.ts'

/** The contest document, kept trying until it is there. */
export class ContestDocument {
  #contest = $state.raw<Contest | null>(null)
  #problem = $state.raw<Problem | null>(null)
  #poller: Poller

  constructor(id: string) {
    this.#poller = new Poller(
      async () => {
        const contest = await readContest(id)
        this.#contest = contest
        language.ofContest(contest.language)
        applyLook(contest.look)
        this.#poller.stop()
      },
      {
        every: () => 0,
        settled: (_failures, error) => {
          this.#problem = error === undefined ? null : Problem.from(error)
          if (this.#problem !== null && !this.#problem.passing) this.#poller.stop()
        },
      },
    )
  }

  get contest(): Contest | null {
    return this.#contest
  }
  /** Why it is not there yet; `not-found` is final. */
  get problem(): Problem | null {
    return this.#problem
  }

  /** Loads the document; returns how to give up. Call again when the document may have been replaced. */
  load(): () => void {
    this.#poller.stop()
    untrack(() => this.#poller.start())
    return () => this.#poller.stop()
  }
}
