import type { Roster } from '#contract/office.ts'
import type { PersonalCode, RosterRow } from '#contract/people.ts'
import { SvelteMap } from 'svelte/reactivity'
import { addVoters, readRoster, readStaff, reissueCode, runCommand } from '../../../api/leitai.ts'
import { Problem } from '../../../api/problem.ts'
import type { SessionKeeper } from '../../../state/session.svelte.ts'
import { storage as ofDevice } from '../../../state/storage.ts'
import { PrintedCodes } from './printed-codes.svelte.ts'

export type Person = Roster['voters'][number]
export type StaffMember = Roster['staff'][number]

/** How far something has come that goes in steps; with `problem` it stopped there and can go on. */
export type Progress = {
  what: 'adding' | 'reissuing' | 'removing'
  done: number
  of: number
  /** How many of them are not removed but as they were before a list. */
  restored?: number
  problem: Problem | null
}

const rowsPerCall = 500
/** A roster that comes in one answer. */
const fewPeople = 2_500

/** Rows to send: those of new people, and those that change somebody, which was agreed to. */
export type NewList = { added: RosterRow[]; changed: RosterRow[]; list: string }
type Batch = { voters: RosterRow[]; replace: boolean; import: string }

const batchesOf = ({ added, changed, list }: NewList): Batch[] => [
  ...piecesOf(added).map((voters) => ({ voters, replace: false, import: list })),
  ...piecesOf(changed).map((voters) => ({ voters, replace: true, import: list })),
]

const piecesOf = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / rowsPerCall) }, (_, index) =>
    items.slice(index * rowsPerCall, (index + 1) * rowsPerCall),
  )
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
  #printed: PrintedCodes
  /** Of everybody who was seen here, also of those who have left. */
  readonly #names = new SvelteMap<string, string>()
  #waiting = $state.raw<Batch[]>([])
  #list = $state<string | null>(null)
  #progress = $state.raw<Progress | null>(null)
  #problem = $state.raw<Problem | null>(null)
  #busy = $state(false)
  #unsaved = $state(false)
  #shown = $state<string | null>(null)

  /** `seeRoster` brings a changed roster into what the console shows besides: the numbers of eligible voters, the log. */
  constructor(
    keeper: SessionKeeper,
    contest: string,
    seeRoster: () => Promise<void>,
    printed = new PrintedCodes(contest, ofDevice),
  ) {
    this.#keeper = keeper
    this.#contest = contest
    this.#seeRoster = seeRoster
    this.#printed = printed
  }

  /** Everybody on the roster, or null before it was read. */
  get people(): Person[] | null {
    return this.#people
  }
  /** Roster and staff: whoever has an id. */
  get everybody(): {
    id: string
    electorate?: string
    name?: string | undefined
    unit?: string | undefined
  }[] {
    return [...(this.#people ?? []), ...this.#staff.map(({ id }) => ({ id }))]
  }
  /** The list that was sent last on this page. */
  get lastList(): string | null {
    return this.#list
  }
  /** Who came onto the roster with a list, and is still there. */
  ofList(list: string | null): string[] {
    if (list === null) return []
    return (this.#people ?? []).filter((person) => person.import === list).map(({ id }) => id)
  }
  /** Whom a list gave another name or unit, and who can have the ones of before again. */
  changedBy(list: string | null): Person[] {
    if (list === null) return []
    return (this.#people ?? []).filter(({ before }) => before?.import === list)
  }
  /** Whether there is anything left to take back of a list. */
  canUndo(list: string): boolean {
    return this.ofList(list).length + this.changedBy(list).length > 0
  }
  /** Organisers and observers of the contest, by id. */
  get staff(): readonly StaffMember[] {
    return this.#staff
  }
  /** What somebody is called, as far as this page has seen. */
  readonly nameOf = (id: string): string | undefined => this.#names.get(id)

  /** Codes in hand, by person. */
  get codes(): ReadonlyMap<string, PersonalCode> {
    return this.#codes
  }
  /** Whose code is shown to be scanned: of one person at a time, and at once when it was issued for that person alone. */
  get shown(): string | null {
    return this.#shown
  }
  show(person: string | null): void {
    this.#shown = person
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

  /** How many people of the roster nobody has printed a code for, as far as this device knows. */
  get unprinted(): number {
    return (this.#people ?? []).filter(({ id }) => !this.#printed.has(id)).length
  }

  /** The codes in hand were printed or downloaded. */
  saved(): void {
    this.#unsaved = false
    this.#printed.add(this.#codes.keys())
  }

  async load(): Promise<void> {
    try {
      const { voters, staff } = await this.#keeper.authorised((token) => readRoster(this.#contest, token))
      this.#people = [...voters].sort((one, other) => byId.compare(one.id, other.id))
      this.#staff = staff
      this.#problem = null
      this.#meet([...voters, ...staff])
    } catch (error) {
      this.#problem = Problem.from(error)
    }
  }

  /** Learns who is behind the ids of a log: of a long roster the staff only. Without it ids are shown. */
  async learnNames(eligible: number): Promise<void> {
    if (eligible <= fewPeople) return this.load()
    try {
      this.#meet(await this.#keeper.authorised((token) => readStaff(this.#contest, token)))
    } catch (error) {
      console.warn('ids are shown in the place of names', error)
    }
  }

  #meet(people: readonly { id: string; name?: string | undefined }[]): void {
    for (const { id, name } of people) if (name !== undefined) this.#names.set(id, name)
  }

  /** Sends rows five hundred at a time, and stops at the first that is refused. All of them must have been looked through before. */
  async add(list: NewList): Promise<void> {
    const of = list.added.length + list.changed.length
    this.#waiting = batchesOf(list)
    this.#list = list.list
    this.#progress = { what: 'adding', done: 0, of, problem: null }
    await this.goOn()
  }

  /** Sends what is left of an interrupted list. Rows that went in although the answer was lost change nothing. */
  async goOn(): Promise<void> {
    await this.#work(async () => {
      for (let batch = this.#waiting[0]; batch !== undefined; batch = this.#waiting[0]) {
        const body = batch
        const { voters } = await this.#keeper.authorised((token) => addVoters(this.#contest, token, body))
        this.#keep(voters)
        this.#waiting = this.#waiting.slice(1)
        this.#step(body.voters.length)
      }
    })
    await this.seeAnew()
  }

  /** Takes people off the roster, five hundred at a time. Their codes are worth nothing any more, here too. */
  async remove(people: readonly string[], reason: string): Promise<void> {
    await this.#takeBack(people, null, reason)
  }

  /** Takes a list back: who came with it leaves, whom it changed is as before. Nothing happens while one of them has a ballot. */
  async undo(list: string, reason: string): Promise<void> {
    await this.#takeBack(this.ofList(list), list, reason)
  }

  async #takeBack(people: readonly string[], list: string | null, reason: string): Promise<void> {
    const changed = this.changedBy(list).map(({ id }) => id)
    this.#progress = {
      what: 'removing',
      done: 0,
      of: people.length + changed.length,
      ...(changed.length > 0 && { restored: changed.length }),
      problem: null,
    }
    const [leaving, restored] = [piecesOf(people), piecesOf(changed)]
    await this.#work(async () => {
      for (let piece = 0; piece < Math.max(leaving.length, restored.length); piece++) {
        const [voters = [], back = []] = [leaving[piece], restored[piece]]
        const restore = list !== null && back.length > 0 && { restore: { import: list, voters: back } }
        const command = { type: 'removeVoters' as const, voters, reason, ...restore }
        await this.#keeper.authorised((token) => runCommand(this.#contest, token, command))
        for (const id of voters) this.#codes.delete(id)
        this.#printed.forget(voters)
        this.#step(voters.length + back.length)
      }
    })
    await this.seeAnew()
  }

  /** New codes for people, one after another; their old codes and sessions end. */
  async reissue(people: readonly string[]): Promise<void> {
    this.#progress = { what: 'reissuing', done: 0, of: people.length, problem: null }
    await this.#work(async () => {
      for (const [index, id] of people.entries()) {
        this.#keep([await this.#keeper.authorised((token) => reissueCode(this.#contest, token, id))])
        this.#progress = { what: 'reissuing', done: index + 1, of: people.length, problem: null }
      }
      const [only, ...others] = people
      if (only !== undefined && others.length === 0) this.show(only)
    })
  }

  #step(done: number): void {
    if (this.#progress !== null)
      this.#progress = { ...this.#progress, done: this.#progress.done + done, problem: null }
  }

  /** The roster as it is now, here and in what the console shows besides. */
  async seeAnew(): Promise<void> {
    await Promise.all([this.load(), this.#seeRoster()])
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
    this.#printed.forget(codes.map(({ id }) => id))
    this.#unsaved = true
  }
}
