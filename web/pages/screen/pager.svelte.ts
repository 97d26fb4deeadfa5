const firstPage = 20_000
const otherPages = 10_000

/** Turns through the pages of a long ranking; the first one, with first place, stays the longest. */
export class Pager {
  #page = $state(0)

  get page(): number {
    return this.#page
  }

  /** Starts over with so many pages; returns how to stop. */
  turn(pages: number): (() => void) | undefined {
    this.#page = 0
    if (pages < 2) return undefined
    let timer: ReturnType<typeof setTimeout>
    const wait = () => {
      timer = setTimeout(
        () => {
          this.#page = (this.#page + 1) % pages
          wait()
        },
        this.#page === 0 ? firstPage : otherPages,
      )
    }
    wait()
    return () => clearTimeout(timer)
  }
}
