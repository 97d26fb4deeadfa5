import { tick } from 'svelte'
import type { Contestant } from '#contract/contest.ts'
import type { Criterion, ScoreRefusal } from '../../state/score-entry.ts'
import type { Entry, EntryState, Sheet } from './sheet.svelte.ts'

/** What lies open before a judge: the page of one contestant with the figure that is being typed, or the overview. */
export class OpenSheet {
  readonly sheet: Sheet
  #open: () => boolean
  #focus: (criterion: Criterion | undefined) => void
  #active = $state('')
  #refused = $state.raw<{ criterion: string; why: ScoreRefusal } | null>(null)
  #overview = $state(false)
  #progress = $derived.by(() => this.sheet.stateOf(this.sheet.current))
  #missing = $derived.by(() => this.sheet.missing(this.sheet.current))

  /** `open`: whether the round takes marks now. `focus` moves the focus to a criterion, or past the last. */
  constructor(sheet: Sheet, open: () => boolean, focus: (criterion: Criterion | undefined) => void) {
    this.sheet = sheet
    this.#open = open
    this.#focus = focus
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
    return !this.#open() || this.sheet.isLocked(this.sheet.current)
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
  /** Who comes after the current one: while the round is open the next to be sent, then the next in order. */
  get following(): Contestant | undefined {
    return (this.#open() ? this.sheet.next : undefined) ?? this.sheet.contestants[this.sheet.index + 1]
  }
  /** Whether the page is there to be sent. */
  get sends(): boolean {
    return this.#open() && ['empty', 'begun', 'changed'].includes(this.progress)
  }
  get maySend(): boolean {
    return this.sends && this.progress !== 'empty' && this.sheet.maySend(this.sheet.current)
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

  /** Turns to a contestant's page. */
  go(contestant: string): void {
    const [first] = this.sheet.rule.criteria
    this.sheet.current = contestant
    this.#active = first?.id ?? ''
    this.#refused = null
    this.#overview = false
    scrollTo({ top: 0 })
    void tick().then(() => this.#focus(first))
  }

  /** Sends the page. Whoever corrects stays; otherwise the next page to be sent comes, or the overview after the last. */
  submit(): void {
    const { next } = this.sheet
    const corrects = this.progress === 'changed'
    this.sheet.send()
    if (corrects) return
    if (next !== undefined) this.go(next.id)
    else this.#overview = true
  }

  #criterionOf(id: string): Criterion | undefined {
    return this.sheet.rule.criteria.find((each) => each.id === id)
  }
}
