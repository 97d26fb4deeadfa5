import type { Contestant } from '#contract/contest.ts'
import { recusedAmong } from '#core/recusal.ts'
import { contestantsOf } from './rounds.ts'
import type { Seat } from './seat.ts'
import type { SessionKeeper } from './session.svelte.ts'

/** The contestants of a round as one voter meets them: whom they may mark, and from whom they are recused. */
export function judgedBy({
  contest,
  round,
  panel,
  keeper,
}: Pick<Seat, 'contest' | 'round' | 'panel'> & { keeper: Pick<SessionKeeper, 'session'> }): {
  contestants: Contestant[]
  recused: Contestant[]
} {
  const all = contestantsOf(contest, round)
  const recused = recusedAmong(contest, all, panel, keeper.session ?? {})
  return { contestants: all.filter((one) => !recused.includes(one)), recused }
}
