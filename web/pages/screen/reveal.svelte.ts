import type { LiveRound, Standing } from '#contract/live.ts'

/** How long first place has the stage to itself, in milliseconds. */
const moment = 4_000

/** What a reveal brings forth while this screen is watching. */
export class Reveal {
  /** Contestants that are out, or null before the first look at a reveal. */
  #out: readonly string[] | null = null
  #newest = $state.raw<readonly string[]>([])
  #first = $state.raw<readonly Standing[]>([])
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Contestants that came into the ranking last; none where it was out before. */
  get newest(): readonly string[] {
    return this.#newest
  }
  /** First place, while it has the stage to itself. */
  get first(): readonly Standing[] {
    return this.#first
  }

  observe({ status, revealed, standings }: Pick<LiveRound, 'status' | 'revealed' | 'standings'>): void {
    const rows = status === 'published' && revealed !== undefined ? (standings ?? []) : null
    const before = this.#out
    this.#out = rows && contestantsIn(rows)
    if (rows?.some(isFirst) !== true) this.stop()
    if (rows === null || before === null) return
    const brought = rows.filter(({ contestant }) => !before.includes(contestant))
    const others = brought.filter((standing) => !isFirst(standing))
    if (others.length > 0) this.#newest = contestantsIn(others)
    if (others.length < brought.length) this.#honour(brought.filter(isFirst))
  }

  /** Ends the moment of first place. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#first = []
  }

  #honour(first: Standing[]): void {
    this.stop()
    this.#first = first
    this.#timer = setTimeout(() => {
      this.#first = []
      this.#newest = contestantsIn(first)
    }, moment)
  }
}

const isFirst = ({ rank }: Standing) => rank === 1
const contestantsIn = (rows: Standing[]) => rows.map(({ contestant }) => contestant)
