import type { Contest } from '#contract/contest.ts'
import type { InForce } from '#contract/amendments.ts'
import type { Live, LiveRound } from '#contract/live.ts'
import { readContest, readInForce } from '../api/leitai.ts'
import type { Problem } from '../api/problem.ts'
import { language } from '../i18n/language.svelte.ts'
import { applyLook } from './look.ts'
import { hasStarted } from './rounds.ts'
import { until } from './until.ts'

export type Changes = Pick<InForce, 'amendments' | 'withdrawals'>

/** Whoever has left is out of a round that is voided, too. */
const attemptsOf = (rounds: Record<string, Pick<LiveRound, 'attempt'>>): number =>
  Object.values(rounds).reduce((sum, { attempt }) => sum + attempt, 0)

/** A contest's document: kept trying until it is there, and read again whenever it may have been replaced. */
export class ContestDocument {
  #id: string
  #crowd: boolean
  #contest = $state.raw<Contest | null>(null)
  #problem = $state.raw<Problem | null>(null)
  #stop = () => {}
  /** The version of the contest that was seen last; nothing is later than no version at all. */
  #seen = Number.NaN
  /** What was put right in the document, and who has left; null where it is as it was defined. */
  #changes = $state.raw<Changes | null>(null)
  /** The state in which the document in force was last another one; null where it is the one defined. */
  #inForce: string | null = null
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
  get changes(): Changes | null {
    return this.#changes
  }
  /** Why it is not there yet; `not-found` lasts until the contest shows a sign of life. */
  get problem(): Problem | null {
    return this.#problem
  }

  /** Loads the document; returns how to give up. */
  load(): () => void {
    this.#stop()
    this.#stop = until(
      (signal) => this.#read(signal),
      (problem, giveUp) => {
        this.#problem = problem
        if (problem && !problem.passing) giveUp()
      },
    )
    return () => this.#stop()
  }

  /** Learns what is live now. Until something has opened, each step of the contest may have replaced its document. */
  observe({ version, rounds, changed }: Pick<Live, 'version' | 'rounds' | 'changed'>): void {
    const inForce = changed === undefined ? null : `${changed} ${attemptsOf(rounds)}`
    const isAnother = inForce !== this.#inForce
    this.#inForce = inForce
    if (isAnother) this.load()
    const steps = version - this.#seen
    const wasFinal = this.#final
    this.#seen = version
    this.#final = hasStarted(rounds)
    if (wasFinal || isAnother) return
    // The step that opens a window replaces nothing.
    if (steps > (this.#final && this.#crowd ? 1 : 0) || this.#problem !== null) this.load()
  }

  /** The contest was wiped: the next one by this id may have another document. */
  forget(): void {
    this.#seen = Number.NEGATIVE_INFINITY
    this.#final = false
  }

  async #read(signal: AbortSignal): Promise<void> {
    if (this.#inForce === null) {
      this.#changes = null
      return this.#take(await readContest(this.#id, signal))
    }
    const { contest, amendments, withdrawals } = await readInForce(this.#id, signal)
    this.#changes = { amendments, withdrawals }
    this.#take(contest)
  }

  #take(contest: Contest): void {
    // Whatever stands on the page is not made anew for a document that says the same.
    if (JSON.stringify(contest) === JSON.stringify(this.#contest)) return
    this.#contest = contest
    language.ofContest(contest.language)
    applyLook(contest.look)
  }
}
