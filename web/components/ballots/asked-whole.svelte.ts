import type { Paper } from '../../state/paper.svelte.ts'
import type { Seat } from '../../state/seat.ts'
import { until } from '../../state/until.ts'

/** What a panel asks of a ballot as a whole, and from whom its voter is recused: loaded only where there is any of it. */
export class AskedWhole {
  #seat: Seat
  #paper: Paper
  #asks: boolean
  #part = $state.raw<typeof import('./whole.ts') | null>(null)

  constructor(seat: Seat, paper: Paper) {
    this.#seat = seat
    this.#paper = paper
    this.#asks = 'criteria' in paper.rule || 'grades' in paper.rule
    if (!this.#asks && !seat.panel.recuse) return
    until(async () => {
      this.#part = await import('./whole.ts')
      paper.recusal = this.#part.recusedAmong
    })
  }

  get Recused() {
    return this.#part?.Recused
  }

  /** Whether the ballot may be sent, and what stands beside the button; undefined while what is asked of it is not at hand. */
  held(said: string): { ready: boolean; status: string } | undefined {
    if (!this.#asks) return { ready: true, status: said }
    return this.#part?.held(this.#seat, this.#paper, said)
  }
}
