import * as z from 'zod'
import { contestEvent } from '../act.ts'
import { count, id } from './fields.ts'
import { excusedAfter, keepingRosters } from './keeping-rosters.ts'

/**
 * Rows are added to the roster, or corrected. `added`: new rows per electorate, shadow judges left out, who are counted in `shadow`; `excused`:
 * by how many those grew who are known to be away; `import`: the list that they come from.
 */
export const addVoters = contestEvent({
  event: 'votersAdded',
  eventFields: {
    added: z.record(z.string(), count),
    updated: count,
    excused: z.record(z.string(), z.int()).optional(),
    shadow: z.record(z.string(), count).optional(),
    import: id.optional(),
  },
  evolve: (state, { added, excused, at }) => {
    const eligible = { ...state.eligible }
    for (const [electorate, rows] of Object.entries(added))
      eligible[electorate] = (eligible[electorate] ?? 0) + rows
    return { ...state, eligible, ...excusedAfter(state, excused), rounds: keepingRosters(state, at) }
  },
})
