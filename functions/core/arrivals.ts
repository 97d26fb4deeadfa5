import type { Result } from '#contract/live.ts'
import type { Window } from './contest/state.ts'

/** Lengths of a step that read well under a chart, in seconds; beyond the last, whole days. */
const lengths = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200]
const day = 86_400
const mostSteps = 60

/**
 * Counts per electorate when the ballots that count came in, in at most 60 equal steps from the first opening of an attempt to its last
 * close, pauses included. For named rounds only: a secret ballot has no time of its own.
 */
export class Arrivals {
  readonly #from: string
  readonly #seconds: number
  readonly #steps: number
  readonly #counts: Record<string, number[]>

  /** `windows`: all of an attempt, oldest first; one without an end counts up to `now`, ISO 8601. */
  constructor(electorates: readonly string[], windows: readonly Window[], now: string) {
    this.#from = windows[0]?.opensAt ?? now
    const span = Math.max(1, secondsBetween(this.#from, windows.at(-1)?.closesAt ?? now))
    this.#seconds =
      lengths.find((length) => span <= length * mostSteps) ?? Math.ceil(span / mostSteps / day) * day
    this.#steps = Math.ceil(span / this.#seconds)
    this.#counts = Object.fromEntries(electorates.map((id) => [id, Array<number>(this.#steps).fill(0)]))
  }

  /** Counts one ballot that came in at `at`, ISO 8601. Every ballot is counted: one outside all steps stands in the nearest. */
  add(electorate: string, at: string): void {
    const counts = this.#counts[electorate]
    const step = Math.floor(secondsBetween(this.#from, at) / this.#seconds)
    const nearest = Math.min(Math.max(0, step), this.#steps - 1)
    if (counts) counts[nearest] = (counts[nearest] ?? 0) + 1
  }

  counted(): NonNullable<Result['arrivals']> {
    return { from: this.#from, seconds: this.#seconds, counts: this.#counts }
  }
}

const secondsBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1_000
