import type { Contest, Round } from '#contract/contest.ts'
import type { RoundDetails } from '#contract/office.ts'
import { changedSince, judgesIn, shownMarks } from '../standings/shown-marks.ts'
import type { Tally } from '../tally.ts'
import { isUnsealed, roundState, type ContestState } from './state.ts'

/** What the staff are told of the judges' marks while a round goes on: of whoever is on stage, and of those whose marks were shown. */
export function marksFor(
  contest: Contest,
  state: ContestState,
  round: Round,
  tally: Tally = new Map(),
): RoundDetails['marks'] {
  const current = roundState(state, round.id)
  if (!isUnsealed(current) || round.secret) return {}
  const { shown = {}, contestants } = current
  const changed = new Set(changedSince(contest, round, tally, shown))
  const told = contestants.filter((id) => id === state.stage?.contestant || shown[id] !== undefined)
  return Object.fromEntries(
    told.map((id) => [
      id,
      {
        judges: judgesIn(shownMarks(contest, round, tally, id)),
        ...(shown[id] !== undefined && { shown: changed.has(id) ? ('changed' as const) : ('same' as const) }),
      },
    ]),
  )
}
