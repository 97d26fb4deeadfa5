import type { Contest } from '#contract/contest.ts'
import type { LogEvent } from '#contract/office.ts'
import type { SessionKeeper } from '../../../state/session.svelte.ts'
import type { Desk } from '../desk.svelte.ts'
import { freeId, isTaken, nextContestId } from './contest-ids.ts'
import { DocumentDesk } from './document-desk.svelte.ts'
import { documentText, idIn, type ReadDocument, readDocumentText } from './document-text.ts'
import { type ContestForm, emptyForm } from './form/contest-form.ts'
import { formOf } from './form/document-form.ts'
import { documentOf } from './form/form-document.ts'
import { type FormProblem, problemsOf } from './form/form-problems.ts'

/**
 * A contest while it is set up, as a form or as the text of its settings: one that is new, a copy of another, or one that is there and
 * may still be changed.
 */
export class ContestDraft {
  readonly way: DocumentDesk
  #form = $state() as ContestForm
  #as = $state<'form' | 'text'>('form')
  #text = $state('')
  #tried = $state(false)
  #taken = $state<string | null>(null)
  #looked = ''
  /** The doubts that somebody has confirmed; others than these are asked about again. */
  #confirmed = $state('')
  /** Doubts about the text, which are known only once it was read. */
  #ofText = $state.raw<FormProblem[]>([])
  #begun: string
  #existing: { desk: Desk; contest: () => Contest } | null = null
  /** The version of the contest that the draft began from; 0 creates one. */
  #seen = $state(0)

  constructor(keeper: SessionKeeper, form: ContestForm) {
    this.way = new DocumentDesk(keeper)
    this.#form = form
    this.#begun = JSON.stringify(form)
  }

  /** A new contest, empty or as another one. Its id is looked for among those that are free. */
  static create(keeper: SessionKeeper, today: string, like: Contest | null): ContestDraft {
    const id = like === null ? `contest-${today}` : nextContestId(like.id, today)
    const draft = new ContestDraft(keeper, like === null ? emptyForm(id) : { ...formOf(like), id })
    void freeId(id).then((free) => {
      if (draft.#form.id === id) draft.#form.id = free
    })
    return draft
  }

  /** A contest that is there, to be changed. */
  static change(keeper: SessionKeeper, desk: Desk, contest: () => Contest): ContestDraft {
    const draft = new ContestDraft(keeper, formOf(contest()))
    draft.#existing = { desk, contest }
    draft.#seen = desk.document?.version ?? 0
    return draft
  }

  get form(): ContestForm {
    return this.#form
  }
  set form(form: ContestForm) {
    this.#form = form
  }
  get as(): 'form' | 'text' {
    return this.#as
  }
  get text(): string {
    return this.#text
  }
  set text(text: string) {
    this.#text = text
  }
  /** Whether it was sent, or tried to be: from then on what is missing is an error. */
  get tried(): boolean {
    return this.#tried
  }
  get isNew(): boolean {
    return this.#existing === null
  }
  /** Whether leaving would lose something. */
  get changed(): boolean {
    return (
      this.#as === 'text' ||
      JSON.stringify({ ...this.#form, id: '' }) !== JSON.stringify({ ...JSON.parse(this.#begun), id: '' })
    )
  }
  get problems(): FormProblem[] {
    return this.#as === 'form' ? problemsOf(this.#form) : this.#ofText
  }
  get confirmed(): boolean {
    return this.#confirmed === this.#doubts
  }
  /** Whether another contest has the id that is there now. */
  get taken(): boolean {
    const id = this.#id
    return this.isNew && (id === this.#taken || (this.way.conflict && this.way.sent === id))
  }
  /** What others did since the draft began, where that stopped it from being saved. */
  get meanwhile(): LogEvent[] | null {
    if (this.#existing === null || !this.way.conflict) return null
    return this.#existing.desk.events.filter(({ n }) => n > this.#seen)
  }

  confirm(confirmed: boolean): void {
    this.#confirmed = confirmed ? this.#doubts : ''
  }

  /** Looks whether the id is free, before anything is sent. */
  async lookAtId(): Promise<void> {
    const id = this.#id
    if (!this.isNew || id.length < 2 || id === this.#looked) return
    this.#looked = id
    if (await isTaken(id)) this.#taken = id
  }

  /** Goes on with the settings as text, or with the form of the text where it can be read. */
  async turnTo(as: 'form' | 'text'): Promise<void> {
    if (as === this.#as) return
    this.way.forget()
    if (as === 'text') this.#text = documentText(documentOf($state.snapshot(this.#form) as ContestForm))
    else {
      const contest = await this.#contestIn(readDocumentText(this.#text))
      if (contest === null) return
      this.#form = formOf(contest)
    }
    this.#ofText = []
    this.#as = as
  }

  /** Sends it unless something is missing or has to be confirmed; the answer is the contest's id, or null. */
  async send(): Promise<string | null> {
    this.#tried = true
    const read =
      this.#as === 'form'
        ? { document: documentOf($state.snapshot(this.#form) as ContestForm) }
        : readDocumentText(this.#text)
    if (this.#as === 'text') {
      const contest = await this.#contestIn(read)
      if (contest === null) return null
      this.#ofText = problemsOf(formOf(contest)).map((problem) => ({ ...problem, asked: true }))
    }
    const { problems } = this
    if (problems.some(({ asked }) => !asked) || (problems.length > 0 && !this.confirmed)) return null
    const taken = await this.way.send(read, this.#seen, this.#existing?.contest().id)
    if (this.#existing !== null) await this.#existing.desk.refresh()
    return taken
  }

  /** Sends it although others have been at work since. */
  async sendAnyway(): Promise<string | null> {
    this.#seen = this.#existing?.desk.document?.version ?? this.#seen
    return this.send()
  }

  /** What the text says, or null where it cannot be read; its faults are told. */
  async #contestIn(read: ReadDocument): Promise<Contest | null> {
    if ('faults' in read) {
      this.way.refuse(read.faults)
      return null
    }
    const { parseContest } = await import('#core/document.ts')
    const parsed = parseContest(read.document)
    if ('contest' in parsed) return parsed.contest
    this.way.refuse(parsed.faults)
    return null
  }

  get #id(): string {
    if (this.#as === 'form') return this.#form.id.trim()
    const read = readDocumentText(this.#text)
    return 'document' in read ? idIn(read.document) : ''
  }

  get #doubts(): string {
    return JSON.stringify(this.problems.filter(({ asked }) => asked))
  }
}
