import * as z from 'zod'
import { contestEvent } from '../act.ts'

/** A further organiser or observer. */
export const addStaff = contestEvent({
  event: 'staffAdded',
  eventFields: { id: z.string(), role: z.enum(['organiser', 'observer']) },
  evolve: (state) => state,
})
