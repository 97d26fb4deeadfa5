import * as z from 'zod'
import { staffRoles } from '#contract/people.ts'
import { contestEvent } from '../act.ts'

/** A further member of the staff. */
export const addStaff = contestEvent({
  event: 'staffAdded',
  eventFields: { id: z.string(), role: z.enum(staffRoles) },
  evolve: (state) => state,
})
