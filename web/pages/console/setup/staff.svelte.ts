import type { PersonalCode, StaffRole } from '#contract/people.ts'
import { addStaff, reissueCode } from '../../../api/leitai.ts'
import { Problem } from '../../../api/problem.ts'
import type { SessionKeeper } from '../../../state/session.svelte.ts'
import type { Desk } from '../desk.svelte.ts'
import { sayActor } from '../log/log-words.ts'
import type { RosterDesk } from './roster.svelte.ts'

type Given = { who: string; code: PersonalCode }

/** The staff of one contest, and the codes that were given to them here. */
export class StaffDesk {
  #keeper: SessionKeeper
  #contest: string
  #desk: Desk
  #roster: RosterDesk
  #name = $state('')
  #given = $state.raw<Given[]>([])
  #problem = $state.raw<Problem | null>(null)
  #busy = $state(false)

  constructor(keeper: SessionKeeper, contest: string, desk: Desk, roster: RosterDesk) {
    this.#keeper = keeper
    this.#contest = contest
    this.#desk = desk
    this.#roster = roster
  }

  /** In the order in which they were added; the log calls them by role and number only, names stay with the roster. */
  get members(): string[] {
    return this.#desk.events.flatMap(({ type, id }) =>
      type === 'staffAdded' && typeof id === 'string' ? [id] : [],
    )
  }
  /** The name that is being typed for somebody new. */
  get name(): string {
    return this.#name
  }
  set name(name: string) {
    this.#name = name
  }
  /** The latest first; a code is shown until its next one, or until the page is left. */
  get given(): readonly Given[] {
    return this.#given
  }
  get problem(): Problem | null {
    return this.#problem
  }
  get busy(): boolean {
    return this.#busy
  }

  nameOf(id: string): string {
    return sayActor(id, this.#desk.events, this.#roster.nameOf)
  }

  /** Adds whoever is named. */
  async add(role: StaffRole): Promise<void> {
    const name = this.#name.trim()
    if (name !== '') await this.#give(name, (token) => addStaff(this.#contest, token, { role, name }))
  }

  async reissue(id: string): Promise<void> {
    await this.#give(this.nameOf(id), (token) => reissueCode(this.#contest, token, id))
  }

  async #give(who: string, ask: (token: string) => Promise<PersonalCode>): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    this.#problem = null
    try {
      const code = await this.#keeper.authorised(ask)
      this.#given = [{ who, code }, ...this.#given.filter((one) => one.code.id !== code.id)]
      this.#name = ''
    } catch (error) {
      this.#problem = Problem.from(error)
    } finally {
      this.#busy = false
      await Promise.all([this.#desk.refresh(), this.#roster.load()])
    }
  }
}
