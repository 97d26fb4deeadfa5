import * as z from 'zod'
import { fault } from '#core/faults.ts'
import { contestAct, type PeopleFacts } from '../act.ts'
import type { ContestState } from '../state.ts'
import { count, id, ids, reason } from './fields.ts'
import { keepingRosters } from './keeping-rosters.ts'
import { unexpired } from './reissue-code.ts'

/** More people than one command can name. */
const mostPeople = 500

/**
 * People leave the roster, who must have no ballot in any box: the number of eligible voters falls, their codes and sessions end. `removed`:
 * how many of each electorate; `epoch`: the one that none of their sessions has reached.
 */
export const removeVoters = contestAct({
  command: 'removeVoters',
  commandFields: { voters: z.array(id).min(1).max(mostPeople), reason },
  event: 'votersRemoved',
  eventFields: { voters: ids, reason, removed: z.record(z.string(), count), epoch: count },
  decide: ({ voters, reason }, { people = nobody }) => {
    const seats = voters.map((voter) => people.seats.get(voter))
    const unknown = voters.flatMap((voter, index) =>
      seats[index] === undefined ? [fault(`$.voters[${index}]`, 'not-on-roster', { id: voter })] : [],
    )
    const twice = voters.flatMap((voter, index) =>
      voters.indexOf(voter) < index ? [fault(`$.voters[${index}]`, 'listed-twice', { id: voter })] : [],
    )
    if (unknown.length + twice.length > 0) return { faults: [...unknown, ...twice] }
    const named = voters.flatMap((voter, index) =>
      (people.bound.get(voter) ?? []).map(({ round, certain }) =>
        fault(`$.voters[${index}]`, certain ? 'has-ballot' : 'may-have-voted', { id: voter, round }),
      ),
    )
    if (named.length > 0) return { refusal: 'people-have-ballots', named }
    const removed: Record<string, number> = {}
    for (const seat of seats) if (seat) removed[seat.electorate] = (removed[seat.electorate] ?? 0) + 1
    const epoch = Math.max(...seats.map((seat) => seat?.epoch ?? 0)) + 1
    return { event: { voters, reason, removed, epoch } }
  },
  misfit: ({ removed }, { eligible }) =>
    Object.entries(removed).some(([electorate, rows]) => rows > (eligible[electorate] ?? 0))
      ? 'roster-too-small'
      : undefined,
  evolve: (state, { voters, removed, epoch, at }) => ({
    ...state,
    eligible: without(state, removed),
    rounds: keepingRosters(state, at),
    revoked: {
      ...unexpired(state, at),
      ...Object.fromEntries(voters.map((voter) => [voter, { epoch, at }])),
    },
  }),
})

const nobody: PeopleFacts = { seats: new Map(), bound: new Map() }

const without = ({ eligible }: ContestState, removed: Record<string, number>): ContestState['eligible'] => ({
  ...eligible,
  ...Object.fromEntries(
    Object.entries(removed).map(([electorate, rows]) => [electorate, (eligible[electorate] ?? 0) - rows]),
  ),
})
