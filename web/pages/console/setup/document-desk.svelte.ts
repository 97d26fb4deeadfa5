import { replaceContest } from '../../../api/leitai.ts'
import { Problem } from '../../../api/problem.ts'
import type { AnyFault } from '../../../i18n/faults.ts'
import type { SessionKeeper } from '../../../state/session.svelte.ts'
import { idIn, type ReadDocument } from './document-text.ts'

/** The way of a contest document to the server, and what is wrong with it. */
export class DocumentDesk {
  #keeper: SessionKeeper
  #faults = $state.raw<AnyFault[]>([])
  #problem = $state.raw<Problem | null>(null)
  #busy = $state(false)
  #sent = $state<string | null>(null)

  constructor(keeper: SessionKeeper) {
    this.#keeper = keeper
  }

  get faults(): AnyFault[] {
    return this.#faults
  }
  /** Why the document was not taken; its faults stand in `faults`. */
  get problem(): Problem | null {
    return this.#problem
  }
  get busy(): boolean {
    return this.#busy
  }
  get conflict(): boolean {
    return this.#problem?.code === 'version-conflict'
  }
  /** The id of the contest that was sent last. */
  get sent(): string | null {
    return this.#sent
  }

  forget(): void {
    this.#faults = []
    this.#problem = null
  }

  /** Faults that were found here, before anything was sent. */
  refuse(faults: AnyFault[]): void {
    this.#faults = faults
    this.#problem = null
  }

  /** Sends a document in the place of the version that its editor has seen, 0 for none; the answer is its contest, or null. */
  async send(read: ReadDocument, seen: number, contest?: string): Promise<string | null> {
    this.refuse('faults' in read ? read.faults : [])
    if (this.#busy || !('document' in read)) return null
    const { document } = read
    this.#busy = true
    const id = contest ?? (idIn(document) || '-')
    this.#sent = id
    try {
      await this.#keeper.authorised((token) => replaceContest(id, token, document, seen))
      return id
    } catch (error) {
      this.#problem = Problem.from(error)
      this.#faults = this.#problem.errors
      return null
    } finally {
      this.#busy = false
    }
  }
}
