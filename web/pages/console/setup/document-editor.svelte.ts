import type { Contest } from '#contract/contest.ts'
import type { LogEvent } from '#contract/office.ts'
import type { SessionKeeper } from '../../../state/session.svelte.ts'
import type { Desk } from '../desk.svelte.ts'
import { DocumentDesk } from './document-desk.svelte.ts'
import { documentText, readDocumentText } from './document-text.ts'

/** The text of a contest's document while it is edited. */
export class DocumentEditor {
  readonly way: DocumentDesk
  #desk: Desk
  #contest: () => Contest
  #editing = $state(false)
  #text = $state('')
  /** The version of the contest that the text began from. */
  #seen = $state(0)
  #saved = $state(false)

  constructor(keeper: SessionKeeper, desk: Desk, contest: () => Contest) {
    this.way = new DocumentDesk(keeper)
    this.#desk = desk
    this.#contest = contest
  }

  get editing(): boolean {
    return this.#editing
  }
  get text(): string {
    return this.#text
  }
  set text(text: string) {
    this.#text = text
  }
  get saved(): boolean {
    return this.#saved
  }
  /** What others did since the text began. */
  get meanwhile(): LogEvent[] {
    return this.#desk.events.filter(({ n }) => n > this.#seen)
  }

  /** Begins with the document as it is now. */
  begin(): void {
    this.#text = documentText(this.#contest())
    this.#seen = this.#version
    this.#saved = false
    this.way.forget()
    this.#editing = true
  }

  cancel(): void {
    this.#editing = false
  }

  async save(): Promise<void> {
    const read = readDocumentText(this.#text)
    const taken = await this.way.send(read, this.#seen, this.#contest().id)
    if (taken !== null) {
      this.#saved = true
      this.#editing = false
    }
    if ('document' in read) await this.#desk.refresh()
  }

  /** Saves although others have been at work since. */
  async saveAnyway(): Promise<void> {
    this.#seen = this.#version
    await this.save()
  }

  get #version(): number {
    return this.#desk.document?.version ?? this.#seen
  }
}
