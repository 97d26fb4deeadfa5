const lineFeed = '\n'

/**
 * Lines of a UTF-8 file whose bytes come in pieces of any size; holds no more of it than a piece and a line. Each line is handed on
 * without its line feed, with its number from 1.
 */
export class Lines {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  readonly #take: (text: string, number: number) => void
  #rest = ''
  #count = 0
  #isText = true

  constructor(take: (text: string, number: number) => void) {
    this.#take = take
  }

  /** How many line feeds have come. */
  get count(): number {
    return this.#count
  }

  /** Whether everything so far was UTF-8; after the first byte that is not, no more lines are handed on. */
  get isText(): boolean {
    return this.#isText
  }

  add(bytes: Uint8Array): void {
    this.#addText(() => this.#decoder.decode(bytes, { stream: true }))
  }

  /** Answers what stands after the last line feed; in a whole file that is nothing. */
  end(): string {
    this.#addText(() => this.#decoder.decode())
    return this.#rest
  }

  #addText(decode: () => string): void {
    if (!this.#isText) return
    const lines = (this.#rest + this.#decoded(decode)).split(lineFeed)
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#take(line, ++this.#count)
  }

  #decoded(decode: () => string): string {
    try {
      return decode()
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      this.#isText = false
      return ''
    }
  }
}
