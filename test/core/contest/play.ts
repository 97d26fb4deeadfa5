import type { Command } from '#core/contest/acts.ts'
import type { Contest, Round } from '#contract/contest.ts'
import type { Facts } from '#core/contest/act.ts'
import { decide, type Decision } from '#core/contest/decide.ts'
import type { ContestEvent, NewEvent } from '#core/contest/acts.ts'
import { inForce } from '#core/contest/in-force.ts'
import { evolve } from '#core/contest/evolve.ts'
import { chainEvents } from '#core/contest/log.ts'
import { emptyState, type ContestState } from '#core/contest/state.ts'
import type { Tally } from '#core/tally.ts'
import { contestWith } from '#test/support/contest.ts'

const start = Date.parse('2022-06-10T09:00:00.000Z')

/** The moment so many seconds after the start of every test's contest. */
export const at = (seconds: number): string => new Date(start + seconds * 1000).toISOString()

/** A contest as the log tells it so far. */
export type Played = { contest: Contest; state: ContestState; log: ContestEvent[] }

/** A contest with its document and a roster of ten villages, a minute before the start. */
export const begin = (contest: Contest): Played =>
  happen(
    { contest, state: emptyState, log: [] },
    -60,
    {
      type: 'contestDefined',
      document: 'f'.repeat(64),
      ...(contest.approvals && { approvals: contest.approvals }),
    },
    { type: 'votersAdded', added: { village: 10 }, updated: 0 },
  )

export const happen = (played: Played, seconds: number, ...added: NewEvent[]): Played =>
  happenBy('chen', played, seconds, ...added)

export function happenBy(
  actor: string,
  { contest, state, log }: Played,
  seconds: number,
  ...added: NewEvent[]
): Played {
  const events = chainEvents(state, added, { at: at(seconds), actor })
  return { contest, state: events.reduce(evolve, state), log: [...log, ...events] }
}

export const decideAt = (
  { contest, state }: Played,
  seconds: number,
  command: Command,
  tally?: Tally,
  more: Partial<Facts> = {},
): Decision =>
  decide(command, {
    contest: inForce(contest, state),
    state,
    now: at(seconds),
    expectedVoters: 2_000,
    actor: 'chen',
    tally,
    ...more,
  })

/** Gives a command that must be followed. */
export function give(played: Played, seconds: number, command: Command): Played {
  const decision = decideAt(played, seconds, command)
  if (!('events' in decision)) throw new Error(`refused: ${JSON.stringify(decision)}`)
  return happen(played, seconds, ...decision.events)
}

/** What the seal adds to the log once it has counted. */
export const sealed = (over: Partial<Extract<NewEvent, { type: 'roundSealed' }>> = {}): NewEvent => ({
  type: 'roundSealed',
  round: 'final',
  attempt: 1,
  version: 1,
  digest: 'd'.repeat(64),
  ballots: { village: { cast: 7, eligible: 10 } },
  quorumMissed: [],
  ...over,
})

/** The round `final` in every state it can be in: open from 0 s to 60 s, asked to be sealed at 70 s. */
export function stages(round: Partial<Round> = {}, over: Partial<Contest> = {}) {
  const waiting = begin(contestWith(over, round))
  const open = give(waiting, 0, { type: 'openRound', round: 'final', seconds: 60 })
  const sealing = give(open, 70, { type: 'sealRound', round: 'final' })
  const counted = happen(sealing, 75, sealed())
  return {
    waiting,
    open,
    sealing,
    sealed: counted,
    published: give(counted, 80, { type: 'publishResult', round: 'final' }),
    voided: give(open, 10, { type: 'voidRound', round: 'final', reason: '投错对象' }),
  }
}
