import * as z from 'zod'
import { contestEvent } from '../act.ts'
import { count, id } from './fields.ts'
import { keepingRosters } from './keeping-rosters.ts'

/** Rows are added to the roster, or corrected. `added`: new rows per electorate; `import`: the list that they come from. */
export const addVoters = contestEvent({
  event: 'votersAdded',
  eventFields: { added: z.record(z.string(), count), updated: count, import: id.optional() },
  evolve: (state, { added, at }) => {
    const eligible = { ...state.eligible }
    for (const [electorate, rows] of Object.entries(added))
      eligible[electorate] = (eligible[electorate] ?? 0) + rows
    return { ...state, eligible, rounds: keepingRosters(state, at) }
  },
})
