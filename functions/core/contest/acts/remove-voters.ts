import * as z from 'zod'
import type { Fault } from '#contract/faults.ts'
import { fault } from '#core/faults.ts'
import { contestAct, type PeopleFacts } from '../act.ts'
import type { ContestState } from '../state.ts'
import { count, id, ids, reason } from './fields.ts'
import { excusedAfter, keepingRosters } from './keeping-rosters.ts'
import { unexpired } from './reissue-code.ts'

/** More people than one command can name. */
const mostPeople = 500

/**
 * People leave the roster, who must have no ballot in any box: the number of eligible voters falls, their codes and sessions end. `removed`:
 * how many of each electorate, shadow judges left out, who are counted in `shadow`; `excused`: how many of them were; `epoch`: the one that
 * none of their sessions has reached. With them go the changes that a list has made
 * to others, if `restore` names it: these get back the name and unit that they had before, and must have no ballot either.
 */
export const removeVoters = contestAct({
  command: 'removeVoters',
  commandFields: {
    voters: z.array(id).max(mostPeople),
    restore: z.strictObject({ import: id, voters: z.array(id).min(1).max(mostPeople) }).optional(),
    reason,
  },
  event: 'votersRemoved',
  eventFields: {
    voters: ids,
    reason,
    removed: z.record(z.string(), count),
    excused: z.record(z.string(), count).optional(),
    shadow: z.record(z.string(), count).optional(),
    epoch: count,
    restored: ids.optional(),
  },
  decide: ({ voters, restore, reason }, { people = nobody }) => {
    const named = [
      ...voters.map((voter, index) => ({ voter, path: `$.voters[${index}]` })),
      ...(restore?.voters ?? []).map((voter, index) => ({ voter, path: `$.restore.voters[${index}]` })),
    ]
    const faults = [...namingFaults(named, people), ...restoreFaults(restore, people)]
    if (faults.length > 0) return { faults }
    const bound = named.flatMap(({ voter, path }) =>
      (people.bound.get(voter) ?? []).map(({ round, certain }) =>
        fault(path, certain ? 'has-ballot' : 'may-have-voted', { id: voter, round }),
      ),
    )
    if (bound.length > 0) return { refusal: 'people-have-ballots', named: bound }
    const leaving = voters.flatMap((voter) => people.seats.get(voter) ?? [])
    const epoch = Math.max(0, ...leaving.map((seat) => seat.epoch)) + 1
    return {
      event: { voters, reason, ...countsOf(leaving), epoch, ...(restore && { restored: restore.voters }) },
    }
  },
  misfit: ({ removed }, { eligible }) =>
    Object.entries(removed).some(([electorate, rows]) => rows > (eligible[electorate] ?? 0))
      ? 'roster-too-small'
      : undefined,
  evolve: (state, { voters, removed, excused, epoch, at }) => ({
    ...state,
    eligible: without(state, removed),
    ...excusedAfter(state, excused, -1),
    rounds: keepingRosters(state, at),
    revoked: {
      ...unexpired(state, at),
      ...Object.fromEntries(voters.map((voter) => [voter, { epoch, at }])),
    },
  }),
})

const nobody: PeopleFacts = { seats: new Map(), bound: new Map(), changed: new Map() }

type Named = { voter: string; path: string }

function namingFaults(named: readonly Named[], { seats }: PeopleFacts): Fault[] {
  if (named.length === 0) return [fault('$.voters', 'too-few-items', { least: 1 })]
  return named.flatMap(({ voter, path }, index) => {
    if (!seats.has(voter)) return [fault(path, 'not-on-roster', { id: voter })]
    const isRepeated = named.findIndex((other) => other.voter === voter) < index
    return isRepeated ? [fault(path, 'listed-twice', { id: voter })] : []
  })
}

const restoreFaults = (
  restore: { import: string; voters: string[] } | undefined,
  { seats, changed }: PeopleFacts,
): Fault[] =>
  (restore?.voters ?? []).flatMap((voter, index) =>
    seats.has(voter) && changed.get(voter) !== restore?.import
      ? [fault(`$.restore.voters[${index}]`, 'not-changed-by-list', { id: voter })]
      : [],
  )

type Seat = NonNullable<ReturnType<PeopleFacts['seats']['get']>>

/** How many of whom leave. */
function countsOf(seats: readonly Seat[]) {
  const excused = byElectorate(seats.filter((seat) => seat.excused && !seat.shadow))
  const shadow = byElectorate(seats.filter((seat) => seat.shadow))
  return {
    removed: byElectorate(seats.filter((seat) => !seat.shadow)),
    ...(Object.keys(excused).length > 0 && { excused }),
    ...(Object.keys(shadow).length > 0 && { shadow }),
  }
}

function byElectorate(seats: readonly Seat[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { electorate } of seats) counts[electorate] = (counts[electorate] ?? 0) + 1
  return counts
}

const without = ({ eligible }: ContestState, removed: Record<string, number>): ContestState['eligible'] => ({
  ...eligible,
  ...Object.fromEntries(
    Object.entries(removed).map(([electorate, rows]) => [electorate, (eligible[electorate] ?? 0) - rows]),
  ),
})
