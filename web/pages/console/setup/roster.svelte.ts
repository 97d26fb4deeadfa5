import type { Roster } from '#contract/office.ts'
import type { PersonalCode, RosterRow } from '#contract/people.ts'
import { SvelteMap } from 'svelte/reactivity'
import { addVoters, readRoster, reissueCode } from '../../../api/leitai.ts'
import { Problem } from '../../../api/problem.ts'
import type { SessionKeeper } from '../../../state/session.svelte.ts'

export type Person = Roster['voters'][number]
export type StaffMember = Roster['staff'][number]

/** How far something has come that goes in steps; with `problem` it stopped there and can go on. */
export type Progress = {
  what: 'adding' | 'reissuing'
  done: number
  of: number
  problem: Problem | null
}

const rowsPerCall = 500
/** As people count: v2 before v10. */
const byId = new Intl.Collator(undefined, { numeric: true })

/**
 * The roster of one contest and the codes this page was given. A code is answered once and stored nowhere: what is here is all there is
 * until it is printed, so a later failure never loses an earlier answer.
 */
export class RosterDesk {
  #keeper: SessionKeeper
  #contest: string
  #seeRoster: () => Promise<void>
  #people = $state.raw<Person[] | null>(null)
  #staff = $state.raw<StaffMember[]>([])
  readonly #codes = new SvelteMap<string, PersonalCode>()
  #waiting = $state.raw<RosterRow[]>([])
  #progress = $state.raw<Progress | null>(null)
  #problem = $state.raw<Problem | null>(null)
  #busy = $state(false)
  #unsaved = $state(false)

  /** `seeRoster` brings a changed roster into what the console shows besides: the numbers of eligible voters, the log. */
  constructor(keeper: SessionKeeper, contest: string, seeRoster: () => Promise<void>) {
    this.#keeper = keeper
    this.#contest = contest
    this.#seeRoster = seeRoster
  }

  /** Everybody on the roster, or null before it was read. */
  get people(): Person[] | null {
    return this.#people
  }
  /** Organisers and observers of the contest, by id. */
  get staff(): readonly StaffMember[] {
    return this.#staff
  }
  /** Codes in hand, by person. */
  get codes(): ReadonlyMap<string, PersonalCode> {
    return this.#codes
  }
  get progress(): Progress | null {
    return this.#progress
  }
  /** Why the roster could not be read. */
  get problem(): Problem | null {
    return this.#problem
  }
  get busy(): boolean {
    return this.#busy
  }
  /** Codes came in that were neither printed nor downloaded: leaving the page would lose them. */
  get unsaved(): boolean {
    return this.#unsaved
  }

  saved(): void {
    this.#unsaved = false
  }

  async load(): Promise<void> {
    try {
      const { voters, staff } = await this.#keeper.authorised((token) => readRoster(this.#contest, token))
      this.#people = [...voters].sort((one, other) => byId.compare(one.id, other.id))
      this.#staff = staff
      this.#problem = null
    } catch (error) {
      this.#problem = Problem.from(error)
    }
  }

  /** Sends rows five hundred at a time, and stops at the first that is refused. All of them must have been looked through before. */
  async add(rows: RosterRow[]): Promise<void> {
    this.#waiting = rows
    this.#progress = { what: 'adding', done: 0, of: rows.length, problem: null }
    await this.goOn()
  }

  /** Sends what is left of an interrupted list. Rows that went in although the answer was lost change nothing. */
  async goOn(): Promise<void> {
    const of = this.#progress?.of ?? 0
    await this.#work(async () => {
      while (this.#waiting.length > 0) {
        const some = this.#waiting.slice(0, rowsPerCall)
        const { voters } = await this.#keeper.authorised((token) => addVoters(this.#contest, token, some))
        this.#keep(voters)
        this.#waiting = this.#waiting.slice(some.length)
        this.#progress = { what: 'adding', done: of - this.#waiting.length, of, problem: null }
      }
    })
    await Promise.all([this.load(), this.#seeRoster()])
  }

  /** New codes for people, one after another; their old codes and sessions end. */
  async reissue(people: readonly string[]): Promise<void> {
    this.#progress = { what: 'reissuing', done: 0, of: people.length, problem: null }
    await this.#work(async () => {
      for (const [index, id] of people.entries()) {
        this.#keep([await this.#keeper.authorised((token) => reissueCode(this.#contest, token, id))])
        this.#progress = { what: 'reissuing', done: index + 1, of: people.length, problem: null }
      }
    })
  }

  async #work(work: () => Promise<void>): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    try {
      await work()
    } catch (error) {
      if (this.#progress !== null) this.#progress = { ...this.#progress, problem: Problem.from(error) }
    } finally {
      this.#busy = false
    }
  }

  #keep(codes: readonly PersonalCode[]): void {
    if (codes.length === 0) return
    for (const code of codes) this.#codes.set(code.id, code)
    this.#unsaved = true
  }
}
