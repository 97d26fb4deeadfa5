import { WarmCache } from '#functions/warm-cache.ts'

/** More ballots than this are never changed again and again in one minute. */
const mostBallots = 20_000

/**
 * When ballots were last cast, for boxes that keep no times: those of secret rounds. It is in memory only and forgotten with the
 * function, so each warm function counts for itself, and a voter may cast as many times more as there are of them.
 */
export class RecentCasts {
  readonly #times = new WarmCache<string[]>(mostBallots)

  of(ballot: string): readonly string[] {
    return this.#times.get(ballot) ?? []
  }

  /** Remembers the last `most` casts of a ballot; of all ballots those that were cast last. */
  add(ballot: string, at: string, most: number): void {
    this.#times.set(ballot, [...this.of(ballot), at].slice(-most))
  }
}
