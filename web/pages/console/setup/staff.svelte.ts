import type { PersonalCode, StaffRole } from '#contract/people.ts'
import { addStaff, reissueCode } from '../../../api/leitai.ts'
import { Problem } from '../../../api/problem.ts'
import type { SessionKeeper } from '../../../state/session.svelte.ts'
import type { Desk } from '../desk.svelte.ts'
import { sayActor } from '../log/log-words.ts'
import type { RosterDesk } from './roster.svelte.ts'

/** The staff of one contest, and the code that was given to one of them last. */
export class StaffDesk {
  #keeper: SessionKeeper
  #contest: string
  #desk: Desk
  #roster: RosterDesk
  #name = $state('')
  #given = $state.raw<{ who: string; code: PersonalCode } | null>(null)
  #problem = $state.raw<Problem | null>(null)
  #busy = $state(false)
  #copied = $state(false)

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
  get given(): { who: string; code: PersonalCode } | null {
    return this.#given
  }
  get problem(): Problem | null {
    return this.#problem
  }
  get busy(): boolean {
    return this.#busy
  }
  /** Whether the link of the code that was given is on the clipboard. */
  get copied(): boolean {
    return this.#copied
  }

  nameOf(id: string): string {
    const name = this.#roster.staff.find((member) => member.id === id)?.name
    return [name, sayActor(id, this.#desk.events)].filter(Boolean).join(' · ')
  }

  /** Adds whoever is named. */
  async add(role: StaffRole): Promise<void> {
    const name = this.#name.trim()
    if (name !== '') await this.#give(name, (token) => addStaff(this.#contest, token, { role, name }))
  }

  async reissue(id: string): Promise<void> {
    await this.#give(this.nameOf(id), (token) => reissueCode(this.#contest, token, id))
  }

  async copy(link: string): Promise<void> {
    await navigator.clipboard.writeText(link)
    this.#copied = true
  }

  async #give(who: string, ask: (token: string) => Promise<PersonalCode>): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    this.#problem = null
    this.#copied = false
    try {
      this.#given = { who, code: await this.#keeper.authorised(ask) }
      this.#name = ''
    } catch (error) {
      this.#problem = Problem.from(error)
    } finally {
      this.#busy = false
      await Promise.all([this.#desk.refresh(), this.#roster.load()])
    }
  }
}
