import type { Contest } from '#contract/contest.ts'
import type { Live } from '#contract/live.ts'
import { readContest } from '../api/leitai.ts'
import type { Problem } from '../api/problem.ts'
import { language } from '../i18n/language.svelte.ts'
import { applyLook } from './look.ts'
import { hasStarted } from './rounds.ts'
import { until } from './until.ts'

/** A contest's document: kept trying until it is there, and read again whenever it may have been replaced. */
export class ContestDocument {
  #id: string
  #crowd: boolean
  #contest = $state.raw<Contest | null>(null)
  #problem = $state.raw<Problem | null>(null)
  #stop = () => {}
  /** The version of the contest that was seen last; nothing is later than no version at all. */
  #seen = Number.NaN
  /** Once a window has opened, nothing replaces the document. */
  #final = false

  /** `crowd`: so many read that they do not all ask again at the very moment in which the first window opens. */
  constructor(id: string, crowd = false) {
    this.#id = id
    this.#crowd = crowd
  }

  get contest(): Contest | null {
    return this.#contest
  }
  /** Why it is not there yet; `not-found` lasts until the contest shows a sign of life. */
  get problem(): Problem | null {
    return this.#problem
  }

  /** Loads the document; returns how to give up. */
  load(): () => void {
    this.#stop()
    this.#stop = until(
      async (signal) => this.#take(await readContest(this.#id, signal)),
      (problem, giveUp) => {
        this.#problem = problem
        if (problem && !problem.passing) giveUp()
      },
    )
    return () => this.#stop()
  }

  /** Learns what is live now. Until something has opened, each step of the contest may have replaced its document. */
  observe({ version, rounds }: Pick<Live, 'version' | 'rounds'>): void {
    const steps = version - this.#seen
    const wasFinal = this.#final
    this.#seen = version
    this.#final = hasStarted(rounds)
    if (wasFinal) return
    // The step that opens a window replaces nothing.
    if (steps > (this.#final && this.#crowd ? 1 : 0) || this.#problem !== null) this.load()
  }

  /** The contest was wiped: the next one by this id may have another document. */
  forget(): void {
    this.#seen = Number.NEGATIVE_INFINITY
    this.#final = false
  }

  #take(contest: Contest): void {
    // Whatever stands on the page is not made anew for a document that says the same.
    if (JSON.stringify(contest) === JSON.stringify(this.#contest)) return
    this.#contest = contest
    language.ofContest(contest.language)
    applyLook(contest.look)
  }
}
