import type { Contestant } from '#contract/contest.ts'
import { contestantsOf } from '../../state/rounds.ts'
import { totalOf } from '../../state/score-entry.ts'
import { ownRanking } from './own-ranking.ts'
import type { Sheet } from './sheet.svelte.ts'

export type Order = 'running' | 'own'

/** A contestant in the overview: with the place in the order that was chosen, and the judge's own total as far as there is one. */
type Row = { contestant: Contestant; place: number | null; total: string }

/** The overview of a sheet: in which order, and of a long one who was searched for. */
export class OverviewList {
  readonly sheet: Sheet
  order = $state<Order>('running')
  /** Only whose marks the server does not hold as they stand here. */
  onlyUnsent = $state(false)
  /** Who was searched for; null shows everybody. */
  wanted = $state.raw<ReadonlySet<string> | null>(null)
  #rows = $derived.by(() => {
    const all = this.order === 'own' ? ownRanking(this.sheet) : this.#running()
    return all.filter(({ contestant: { id } }) => this.#isShown(id))
  })

  constructor(sheet: Sheet) {
    this.sheet = sheet
  }

  get rows(): Row[] {
    return this.#rows
  }
  get unsent(): number {
    return this.sheet.contestants.length - this.sheet.received
  }

  #running(): Row[] {
    const { contestants, rule } = this.sheet
    const totalIn = (id: string) =>
      this.sheet.missing(id) < rule.criteria.length ? totalOf(rule.criteria, this.sheet.scores(id)) : ''
    const { contest, round } = this.sheet.seat
    const all = contestantsOf(contest, round)
    return contestants.map((contestant) => ({
      contestant,
      place: 1 + all.indexOf(contestant),
      total: totalIn(contestant.id),
    }))
  }

  #isShown(id: string): boolean {
    const isWanted = this.wanted?.has(id) ?? true
    return isWanted && !(this.onlyUnsent && this.sheet.stateOf(id) === 'received')
  }
}
