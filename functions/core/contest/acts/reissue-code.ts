import * as z from 'zod'
import { contestEvent } from '../act.ts'
import { isUnsealed, type ContestState } from '../state.ts'
import { count } from './fields.ts'

/** How long a session lives. Revocations older than this need no memory: the sessions they end have expired. */
export const sessionHours = 12

/** Somebody gets a new code, which ends the sessions of the old one. */
export const reissueCode = contestEvent({
  event: 'codeReissued',
  eventFields: { voter: z.string(), epoch: count },
  evolve: (state, { voter, epoch, at }) => ({
    ...state,
    revoked: { ...unexpired(state, at), [voter]: { epoch, at } },
  }),
})

/** Revocations that still matter; all of them while a round runs, in whose box the seat of somebody who was removed may be closed. */
export function unexpired({ revoked, rounds }: ContestState, now: string): ContestState['revoked'] {
  if (Object.values(rounds).some(isUnsealed)) return revoked
  const oldest = new Date(Date.parse(now) - sessionHours * 3_600_000).toISOString()
  return Object.fromEntries(Object.entries(revoked).filter(([, { at }]) => at >= oldest))
}
