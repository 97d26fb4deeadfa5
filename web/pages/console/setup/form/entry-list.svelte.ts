import { added } from './form-problems.ts'
import { entriesOf, type FormPanel } from './contest-form.ts'
import { filledEntries } from './form-document.ts'
import { numberIn } from './reading/number.ts'
import { readEntries, readPoints } from './reading/entries.ts'

/** The rows of a panel's list, and a text that is pasted to become rows. */
export class EntryList {
  #panel: () => FormPanel
  #pasting = $state(false)
  #text = $state('')
  #read = $state.raw<{ count: number; unread: string[]; total: string | null } | null>(null)

  constructor(panel: () => FormPanel) {
    this.#panel = panel
  }

  get pasting(): boolean {
    return this.#pasting
  }
  get text(): string {
    return this.#text
  }
  set text(text: string) {
    this.#text = text
  }
  /** What became of the text that was read last. */
  get read(): { count: number; unread: string[]; total: string | null } | null {
    return this.#read
  }
  /** What the rows add up to, as far as they have numbers. */
  get sum(): string {
    return added(filledEntries(this.#panel()).flatMap(({ value }) => numberIn(value) ?? []))
  }

  begin(): void {
    this.#pasting = !this.#pasting
    this.#read = null
  }

  add(): void {
    const panel = this.#panel()
    const [entry] = entriesOf(panel.kind, [{ name: '', value: '' }], panel.entries)
    if (entry) panel.entries.push(entry)
  }

  remove(index: number): void {
    this.#panel().entries.splice(index, 1)
  }

  /** Puts what can be read of the text in the place of the rows; where nothing can, the rows stay. */
  take(text = this.#text): void {
    const panel = this.#panel()
    const { rows, unread, total } = rowsIn(panel.kind, text)
    if (rows.length > 0) {
      panel.entries = entriesOf(panel.kind, rows, panel.entries)
      this.#pasting = false
      this.#text = ''
    }
    this.#read = { count: rows.length, unread, total }
  }

  /** Several lines that are pasted into one field are meant for the list. */
  paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (!/[\n\t]/.test(text.trim())) return
    event.preventDefault()
    this.take(text)
  }
}

function rowsIn(kind: FormPanel['kind'], text: string) {
  if (kind !== 'rank') {
    const { entries, unread, total } = readEntries(text)
    return { rows: entries, unread, total }
  }
  const { values, unread } = readPoints(text)
  return { rows: values.map((value) => ({ name: '', value })), unread, total: null }
}
