import * as z from 'zod'
import { contestEvent } from '../act.ts'
import { isUnsealed, roundAt, type ContestState, type RoundState } from '../state.ts'
import { count } from './fields.ts'

/** Rows are added to the roster, or corrected. `added`: new rows per electorate. */
export const addVoters = contestEvent({
  event: 'votersAdded',
  eventFields: { added: z.record(z.string(), count), updated: count },
  evolve: (state, { added, at }) => {
    const eligible = { ...state.eligible }
    for (const [electorate, rows] of Object.entries(added))
      eligible[electorate] = (eligible[electorate] ?? 0) + rows
    return { ...state, eligible, rounds: keepingRosters(state, at) }
  },
})

/** A voter who joins after the close could not have voted: rounds that are closed keep the roster they had. */
const keepingRosters = ({ rounds, eligible }: ContestState, at: string): ContestState['rounds'] =>
  Object.fromEntries(
    Object.entries(rounds).map(([id, round]): [string, RoundState] =>
      isUnsealed(round) && !round.eligible && roundAt(round, at).phase !== 'open'
        ? [id, { ...round, eligible }]
        : [id, round],
    ),
  )
