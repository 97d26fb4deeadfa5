import { tick } from 'svelte'
import type { Contestant } from '#contract/contest.ts'
import type { Obstacle } from '#core/ballot/limits.ts'
import type { Criterion, ScoreRefusal } from '../../state/score-entry.ts'
import type { Entry, EntryState, Sheet } from './sheet.svelte.ts'

/** What the round does with marks: it waits for its opening and drafts are kept here, it takes them, or it is over. */
export type Takes = 'drafts' | 'marks' | 'nothing'

/** What lies open before a judge: the page of one contestant with the figure that is being typed, or the overview. */
export class OpenSheet {
  readonly sheet: Sheet
  #takes: () => Takes
  #focus: (criterion: Criterion | undefined) => void
  #active = $state('')
  #refused = $state.raw<{ criterion: string; why: ScoreRefusal } | null>(null)
  #overview = $state(false)
  /** Who was called to the stage last. */
  #staged = $state<string | null>(null)
  #progress = $derived.by(() => this.sheet.stateOf(this.sheet.current))
  #missing = $derived.by(() => this.sheet.missing(this.sheet.current))

  /** `focus` moves the focus to a criterion, or past the last. */
  constructor(sheet: Sheet, takes: () => Takes, focus: (criterion: Criterion | undefined) => void) {
    this.sheet = sheet
    this.#takes = takes
    this.#focus = focus
  }

  get takes(): Takes {
    return this.#takes()
  }
  get contestant(): Contestant | undefined {
    return this.sheet.contestants[this.sheet.index]
  }
  get entry(): Entry {
    return this.sheet.entryOf(this.sheet.current)
  }
  get progress(): EntryState {
    return this.#progress
  }
  /** How many criteria have no valid score yet. */
  get missing(): number {
    return this.#missing
  }
  get locked(): boolean {
    return this.takes === 'nothing' || this.sheet.isLocked(this.sheet.current)
  }
  get overview(): boolean {
    return this.#overview
  }
  set overview(shown: boolean) {
    this.#overview = shown
  }

  /** The criterion that is being typed. */
  get criterion(): Criterion | undefined {
    return this.#criterionOf(this.#active) ?? this.sheet.rule.criteria[0]
  }
  get previous(): Contestant | undefined {
    return this.sheet.contestants[this.sheet.index - 1]
  }
  /** Who is to be marked after the current one. While contestants present, those who were not called yet wait until they are. */
  get next(): Contestant | undefined {
    const { contestants } = this.sheet
    const place = contestants.findIndex(({ id }) => id === this.#staged)
    return this.sheet.nextOf(place < 0 ? contestants : contestants.slice(0, place + 1))
  }
  /** Who comes after the current one: the next to be marked, else the next in order. */
  get following(): Contestant | undefined {
    return (this.takes === 'nothing' ? undefined : this.next) ?? this.sheet.contestants[this.sheet.index + 1]
  }
  /** Whether the page is there to be sent, or laid ready. */
  get sends(): boolean {
    // What lay ready when the round opened and was no valid ballot yet is sent by hand.
    const ready = this.takes === 'marks' && !this.sheet.rule.whole ? ['ready'] : []
    return this.takes !== 'nothing' && ['empty', 'begun', 'changed', ...ready].includes(this.progress)
  }
  get maySend(): boolean {
    const isFilled = this.sends && this.progress !== 'empty' && this.sheet.maySend(this.sheet.current)
    return isFilled && (this.waits || this.obstacles.length === 0)
  }
  /** What keeps the page from being sent now: of marks that are only laid ready nothing does. */
  get obstacles(): Obstacle[] {
    return this.takes === 'marks' ? this.sheet.obstacles(this.sheet.bundle) : []
  }
  /** Whether the page is laid ready: the round takes no marks yet, or only those of all contestants at once. */
  get waits(): boolean {
    if (this.takes === 'drafts') return true
    return this.sheet.rule.whole === true && this.progress === 'begun' && this.obstacles.length > 0
  }

  /** Why the last key for a criterion was not taken. */
  refusalOf(criterion: string): ScoreRefusal | null {
    return this.#refused?.criterion === criterion ? this.#refused.why : null
  }

  activate(criterion: string): void {
    this.#active = criterion
  }

  /** Moves on to the criterion so many places after one; past the last that is the button that sends, before the first nowhere. */
  move(from: Criterion, steps: 1 | -1): void {
    const { criteria } = this.sheet.rule
    const next = criteria[criteria.indexOf(from) + steps]
    this.#focus(steps < 0 ? (next ?? from) : next)
  }

  type(criterion: string, text: string): void {
    const target = this.#criterionOf(criterion)
    if (target === undefined || this.locked) return
    const why = this.sheet.type(target, text)
    this.#refused = why === null ? null : { criterion, why }
  }

  undo(): void {
    this.#refused = null
    this.sheet.undo()
  }

  /** Takes the voided attempt's marks over and shows them, each with its total, before anything is sent. */
  takeOver(): void {
    this.sheet.takeOver()
    this.#overview = true
  }

  /** Somebody was called to the stage. A page that was finished, or never touched, makes way for theirs; one that is begun stays. */
  follow(staged: string | null): void {
    if (staged === null || staged === this.#staged) return
    this.#staged = staged
    const finished = this.sheet.untouched || ['ready', 'outgoing', 'received'].includes(this.progress)
    if (finished && this.sheet.contestants.some(({ id }) => id === staged)) this.#turn(staged)
  }

  /** Turns to a contestant's page. */
  go(contestant: string): void {
    this.#overview = false
    scrollTo({ top: 0 })
    this.#turn(contestant)
  }

  /**
   * Sends the page, or lays it ready. Whoever corrects stays; otherwise the next page to be marked comes. Has nobody else been called,
   * the page stays until somebody is, and after the last one the overview comes.
   */
  submit(): void {
    const { next } = this
    const corrects = this.progress === 'changed'
    if (this.waits) this.sheet.layReady()
    else this.sheet.send()
    if (corrects) return
    if (next !== undefined) this.go(next.id)
    else if (this.sheet.nextOf(this.sheet.contestants) === undefined) this.#overview = true
  }

  #turn(contestant: string): void {
    const [first] = this.sheet.rule.criteria
    this.sheet.current = contestant
    this.#active = first?.id ?? ''
    this.#refused = null
    if (!this.#overview) void tick().then(() => this.#focus(first))
  }

  #criterionOf(id: string): Criterion | undefined {
    return this.sheet.rule.criteria.find((each) => each.id === id)
  }
}
