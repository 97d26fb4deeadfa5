import type { ProposalEffect } from '#contract/office.ts'
import { readProposal } from '../../../api/leitai.ts'
import { Problem } from '../../../api/problem.ts'
import type { SessionKeeper } from '../../../state/session.svelte.ts'

/** What open proposals would change, as it was looked up last. */
export class ProposalEffects {
  #keeper: SessionKeeper
  #contest: string
  #effects = $state.raw<Record<number, ProposalEffect>>({})
  #problem = $state.raw<Problem | null>(null)

  constructor(keeper: SessionKeeper, contest: string) {
    this.#keeper = keeper
    this.#contest = contest
  }

  get problem(): Problem | null {
    return this.#problem
  }

  of(proposal: number): ProposalEffect | undefined {
    return this.#effects[proposal]
  }

  async look(proposal: number): Promise<void> {
    try {
      const effect = await this.#keeper.authorised((token) => readProposal(this.#contest, token, proposal))
      this.#effects = { ...this.#effects, [proposal]: effect }
      this.#problem = null
    } catch (error) {
      this.#problem = Problem.from(error)
    }
  }
}
