import type { LiveRound, Standing } from '#contract/live.ts'

/** How long first place has the stage to itself, in milliseconds. */
const moment = 4_000

type Observed = Pick<LiveRound, 'status' | 'revealed' | 'standings' | 'inParts'>

/** What a reveal brings forth while this screen is watching. */
export class Reveal {
  /** Contestants that are out, or null before the first look at a reveal. */
  #out: readonly string[] | null = null
  #inParts = false
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

  observe({ status, revealed, standings, inParts }: Observed): void {
    const rows = status === 'published' && revealed !== undefined ? (standings ?? []) : null
    const before = this.#out
    const wasInParts = this.#inParts
    this.#inParts = rows !== null && inParts !== undefined
    this.#out = rows && contestantsIn(rows)
    if (rows?.some(isFirst) !== true) this.stop()
    if (rows === null || before === null) return
    if (inParts) return this.#bringLatest(inParts.latest)
    const brought = rows.filter(({ contestant }) => !before.includes(contestant))
    const others = brought.filter((standing) => !isFirst(standing))
    // What is announced after both parts stands there already.
    if (others.length > 0) this.#newest = wasInParts ? [] : contestantsIn(others)
    if (others.length < brought.length) this.#honour(brought.filter(isFirst))
  }

  /** Ends the moment of first place. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#first = []
  }

  /** Whoever got the points of the second part last. */
  #bringLatest(latest: string | undefined): void {
    if (latest === this.#newest[0]) return
    this.#newest = latest === undefined ? [] : [latest]
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
