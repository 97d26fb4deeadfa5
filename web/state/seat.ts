import type { Contest, Panel, Round } from '#contract/contest.ts'
import { panelOf } from './rounds.ts'
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
