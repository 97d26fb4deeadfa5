import type { Contest, Contestant, Panel, Round } from '#contract/contest.ts'
import { recusedIn } from '#core/recusal.ts'
import { contestantsOf, panelOf } from './rounds.ts'
import type { SessionKeeper } from './session.svelte.ts'
import type { Storage } from './storage.ts'

/** Where somebody sits in one attempt of a round, and on which device. */
export type Seat = {
  contest: Contest
  round: Round
  panel: Panel
  attempt: number
  keeper: SessionKeeper
  storage: Storage
}

/** The seat of whoever is signed in, or none where their electorate has no part in the round or no attempt is known. */
export function seatsIn(
  contest: Contest,
  round: Round,
  attempt: number | undefined,
  keeper: SessionKeeper,
  storage: Storage,
): Seat[] {
  const electorate = keeper.session?.electorate
  const panel = electorate === undefined ? undefined : panelOf(round, electorate)
  return panel && attempt ? [{ contest, round, panel, attempt, keeper, storage }] : []
}

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
  const out = new Set(keeper.session ? recusedIn(contest, round, panel, keeper.session) : [])
  if (out.size === 0) return { contestants: all, recused: [] }
  return { contestants: all.filter(({ id }) => !out.has(id)), recused: all.filter(({ id }) => out.has(id)) }
}
