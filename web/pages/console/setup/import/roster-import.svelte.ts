import type { Contest } from '#contract/contest.ts'
import type { Wrong } from '#contract/faults.ts'
import { type Choices, readRoster, type RosterTable } from '#core/roster/read-roster.ts'
import { type Field, fields } from '#core/roster/titles.ts'
import { readPasted, type TableFile } from '#core/table/read-table.ts'
import { type Sheet, UnreadableTable } from '#core/table/table.ts'
import { newListId } from './list-id.ts'
import type { RosterDesk } from '../roster.svelte.ts'
import { readFileAsTable } from './table-reader.ts'

/** A table on its way into the roster: shown as it is understood, corrected by hand, loaded once nothing is wrong with it. */
export class RosterImport {
  #contest: () => Contest
  #roster: RosterDesk
  #file = $state.raw<TableFile | null>(null)
  #sheet = $state.raw<Sheet | null>(null)
  #choices = $state.raw<Choices>({})
  #agreed = $state(false)
  #unreadable = $state.raw<Wrong | null>(null)
  #pasted = $state('')
  #name = $state('')
  #reading = $state.raw<AbortController | null>(null)
  readonly #table = $derived.by(() => this.#understood())

  constructor(contest: () => Contest, roster: RosterDesk) {
    this.#contest = contest
    this.#roster = roster
  }

  /** What was chosen or pasted last, as it is understood, or null. */
  get table(): RosterTable | null {
    return this.#table
  }
  /** Sheets with something in them, and the one that is looked at. */
  get sheets(): readonly Sheet[] {
    return this.#file?.sheets ?? []
  }
  get sheet(): Sheet | null {
    return this.#sheet
  }
  get hiddenSheets(): readonly string[] {
    return this.#file?.hidden ?? []
  }
  get choices(): Choices {
    return this.#choices
  }
  /** Why the last file or text is no table. */
  get unreadable(): Wrong | null {
    return this.#unreadable
  }
  get pasted(): string {
    return this.#pasted
  }
  set pasted(text: string) {
    this.#pasted = text
  }
  /** Of the file that was chosen; empty for what was pasted. */
  get name(): string {
    return this.#name
  }
  /** Whether a file is being read. */
  get reading(): boolean {
    return this.#reading !== null
  }
  /** Whether somebody said that people who are known shall change as the table has them. */
  get agreed(): boolean {
    return this.#agreed
  }
  set agreed(agreed: boolean) {
    this.#agreed = agreed
  }
  /** Whether there is something to load, and nothing that speaks against it. */
  get ready(): boolean {
    if (this.#table === null || this.#table.faults.length > 0) return false
    const { added, changed } = this.#table
    return added.length + changed.length > 0 && (changed.length === 0 || this.#agreed)
  }

  async choose(file: File): Promise<void> {
    const controller = new AbortController()
    this.#name = file.name
    this.#reading = controller
    await this.#look(() => readFileAsTable(file, controller.signal)).finally(() => (this.#reading = null))
  }

  cancel(): void {
    this.#reading?.abort()
  }

  async lookAtPasted(): Promise<void> {
    this.#name = ''
    await this.#look(() => readPasted(this.#pasted))
  }

  /** Another sheet of the same file; what was said of the one before does not hold for it. */
  chooseSheet(index: number): void {
    this.#sheet = this.sheets[index] ?? null
    this.#choose({})
  }

  /** Another row with the titles, null for none. Columns are taken anew from what it says. */
  chooseHead(head: number | null): void {
    this.#choose({ ...this.#choices, head, columns: {} })
  }

  /** Says what a column, from 0, is for; a field stands in one column only. */
  chooseColumn(column: number, field: Field | ''): void {
    const now = this.#table?.columns
    if (now === undefined) return
    const kept = fields.map((one) => [one, one === field || now[one] !== column ? now[one] : null] as const)
    const columns = { ...Object.fromEntries(kept), ...(field !== '' && { [field]: column }) }
    this.#choose({ ...this.#choices, columns })
  }

  chooseElectorate(electorate: string): void {
    const { electorate: _, ...others } = this.#choices
    this.#choose(electorate === '' ? others : { ...others, electorate })
  }

  /** Says which electorate is meant by what stands in the cells. */
  call(given: string, electorate: string): void {
    const { [given]: _, ...others } = this.#choices.called ?? {}
    const called = electorate === '' ? others : { ...others, [given]: electorate }
    this.#choose({ ...this.#choices, called })
  }

  chooseHidden(withHidden: boolean): void {
    this.#choose({ ...this.#choices, withHidden })
  }

  /** Puts the table away; nothing of it was loaded. */
  drop(): void {
    this.#file = null
    this.#sheet = null
    this.#unreadable = null
  }

  /** Sends what is new and, if that was agreed, what changes. The table is gone once all of it has arrived. */
  async load(): Promise<void> {
    if (this.#table === null || !this.ready) return
    const { added, changed } = this.#table
    const after = changed.map((one) => one.after)
    await this.#roster.add({ added, changed: after, list: newListId() })
    if (this.#roster.progress?.problem !== null) return
    this.drop()
    this.#pasted = ''
  }

  #understood(): RosterTable | null {
    if (this.#sheet === null) return null
    return readRoster(this.#sheet, this.#contest(), this.#roster.everybody, this.#choices)
  }

  #choose(choices: Choices): void {
    this.#choices = choices
    this.#agreed = false
  }

  async #look(read: () => TableFile | Promise<TableFile>): Promise<void> {
    this.drop()
    this.#choose({})
    try {
      this.#file = await read()
      this.#sheet = this.#file.sheets[0] ?? null
    } catch (error) {
      if (!(error instanceof UnreadableTable)) throw error
      this.#unreadable = error.wrong
    }
  }
}
