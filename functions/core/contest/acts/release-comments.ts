import * as z from 'zod'
import { fault } from '#core/faults.ts'
import { asItIs, roundAct, whenCounted } from '../act.ts'
import { id, ids } from './fields.ts'

/** The judges' comments on some contestants, or on all, may be read by everybody. */
export const releaseComments = roundAct({
  command: 'releaseComments',
  commandFields: { contestants: z.array(id).min(1).max(2_000).optional() },
  event: 'commentsReleased',
  eventFields: { contestants: ids },
  phases: whenCounted,
  decide: ({ contestants: asked }, { current }) => {
    const faults = (asked ?? []).flatMap((contestant, index) =>
      current.contestants.includes(contestant) ? [] : [fault(`$.contestants[${index}]`, 'not-in-round')],
    )
    if (faults.length > 0) return { faults }
    const released = current.comments ?? []
    const contestants = (asked ?? current.contestants).filter((one) => !released.includes(one))
    return contestants.length === 0 ? asItIs : { event: { contestants } }
  },
  evolve: (current, { contestants }) => ({
    ...current,
    comments: [...new Set([...(current.comments ?? []), ...contestants])],
  }),
})
