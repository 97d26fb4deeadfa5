import type { Round } from '#contract/contest.ts'

/** The order of several ballots on one page. It changes with the stage, but never under a finger. */
export class BallotOrder {
  #shown: readonly string[] = []

  /** `wanted`: most important first. While one that is shown is being filled in, all stay where they are and new ones come last. */
  arrange(wanted: readonly Round[], isBegun: (round: Round) => boolean): readonly Round[] {
    const placeOf = ({ id }: Round) => {
      const place = this.#shown.indexOf(id)
      return place < 0 ? this.#shown.length : place
    }
    const stays = wanted.some((round) => this.#shown.includes(round.id) && isBegun(round))
    const arranged = stays ? [...wanted].sort((a, b) => placeOf(a) - placeOf(b)) : wanted
    this.#shown = arranged.map(({ id }) => id)
    return arranged
  }
}
