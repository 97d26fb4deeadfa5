import type { Refusal } from '#contract/refusals.ts'
import { commandActs } from './registry.ts'
import type { ContestState } from './state.ts'

/** Of every command about a round what refuses it now, null where nothing does: what the console may do next, and why not. */
export const availableIn = (
  state: ContestState,
  round: string,
  now: string,
): Record<string, Refusal | null> =>
  Object.fromEntries(
    commandActs
      .filter(({ inRound }) => inRound)
      .map(({ commandType = '', refusal }) => [commandType, refusal(state, round, now) ?? null]),
  )
