import type { Contest } from '#contract/contest.ts'
import type { Live as LiveDocument } from '#contract/live.ts'
import type { Problem } from '../api/problem.ts'
import { ContestDocument, type Changes } from './contest-document.svelte.ts'
import { keepHead } from './heads-seen.ts'
import { Live } from './live.svelte.ts'
import { storage } from './storage.ts'

/** One contest as a page follows it: its document and what is live. */
export class FollowedContest {
  readonly live: Live
  #definition: ContestDocument

  /** `crowd`: whether a crowd follows, and not a few pages of the organiser's. `wiped` is told when a rehearsal is gone. */
  constructor(id: string, crowd = false, wiped = () => {}) {
    this.#definition = new ContestDocument(id, crowd)
    this.live = new Live(id, {
      taken: (document) => {
        this.#definition.observe(document)
        keepHead(storage, document)
      },
      wiped: () => {
        this.#definition.forget()
        wiped()
      },
    })
  }

  get contest(): Contest | null {
    return this.#definition.contest
  }
  /** What was put right in its document, and who has left; null where nothing was. */
  get changes(): Changes | null {
    return this.#definition.changes
  }
  get document(): LiveDocument | null {
    return this.live.document
  }
  /** Why nothing (new) is there at present, or null. */
  get problem(): Problem | null {
    return (this.contest === null ? this.#definition.problem : null) ?? this.live.problem
  }

  /** Starts following; returns how to stop. */
  follow(): () => void {
    const stopLoading = this.#definition.load()
    const stopLive = this.live.follow()
    return () => {
      stopLoading()
      stopLive()
    }
  }
}
