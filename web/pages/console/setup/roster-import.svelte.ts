import type { Contest } from '#contract/contest.ts'
import type { RosterDesk } from './roster.svelte.ts'
import { rosterOf, type RosterTable } from './roster-table.ts'
import { readFileAsTable } from './table-reader.ts'
import { parseTable, type TableRow } from './table-text.ts'
import { type Unreadable, UnreadableTable } from './unreadable-table.ts'

/** A table on its way into the roster: looked through first, loaded once nothing is wrong with it. */
export class RosterImport {
  #contest: () => Contest
  #roster: RosterDesk
  #table = $state.raw<RosterTable | null>(null)
  #unreadable = $state<Unreadable | null>(null)
  #pasted = $state('')
  #name = $state('')
  #reading = $state.raw<AbortController | null>(null)

  constructor(contest: () => Contest, roster: RosterDesk) {
    this.#contest = contest
    this.#roster = roster
  }

  /** What was looked through last, or null. */
  get table(): RosterTable | null {
    return this.#table
  }
  /** Why the last file or text is no table. */
  get unreadable(): Unreadable | null {
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
  /** How many people of an electorate the table has. */
  countOf(electorate: string): number {
    return this.#table?.rows.filter((row) => row.electorate === electorate).length ?? 0
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
    await this.#look(() => parseTable(this.#pasted))
  }

  /** Sends the table; it is gone once all of it has arrived. */
  async load(): Promise<void> {
    if (this.#table === null) return
    await this.#roster.add(this.#table.rows)
    if (this.#roster.progress?.problem !== null) return
    this.#table = null
    this.#pasted = ''
  }

  async #look(read: () => TableRow[] | Promise<TableRow[]>): Promise<void> {
    this.#unreadable = null
    this.#table = null
    try {
      this.#table = rosterOf(await read(), this.#contest(), this.#roster.people ?? [])
    } catch (error) {
      if (!(error instanceof UnreadableTable)) throw error
      this.#unreadable = error.why
    }
  }
}
