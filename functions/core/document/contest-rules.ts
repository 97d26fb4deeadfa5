import type { Contest, Electorate } from '#contract/contest.ts'
import type { Fault } from '#contract/faults.ts'
import { fault, pathTo } from '../faults.ts'
import { leadsWhereItSays } from './addresses.ts'
import { duplicateIds, idsOf, type Known, unknownFaults } from './ids.ts'
import { lookFaults } from './look-rules.ts'
import type { Loose } from './readable.ts'
import { roundFaults } from './round-rules.ts'

/** What the parts of a document may refer to. */
export type Surroundings = {
  contestants: Known
  groups: Known
  electorates: Known
  /** Electorates of judges. */
  judges: ReadonlySet<string>
  /** Electorates that anyone may join, so that nobody can say how many are eligible. */
  open: ReadonlySet<string>
  /** How many contestants a group has, or all of them; null where that cannot be told. */
  sizeOf: (group?: string) => number | null
  /** Whether the schema already found something wrong at this path. */
  isFaulty: (path: string) => boolean
}

/** What a schema cannot say about a contest document: ids, references, and numbers that have to fit one another. */
export function contestFaults(contest: Loose<Contest>, isFaulty: (path: string) => boolean): Fault[] {
  const surroundings = surroundingsOf(contest, isFaulty)
  return [
    ...duplicateIds(contest.electorates, '$.electorates'),
    ...duplicateIds(contest.groups, '$.groups'),
    ...duplicateIds(contest.contestants, '$.contestants'),
    ...duplicateIds(contest.rounds, '$.rounds'),
    ...streamFaults(contest.stream, isFaulty),
    ...lookFaults(contest.look, isFaulty),
    ...groupFaults(contest.contestants, surroundings.groups),
    ...(contest.rounds ?? []).flatMap((round, index) =>
      round ? roundFaults(round, pathTo('$.rounds', index), surroundings) : [],
    ),
  ]
}

function surroundingsOf(contest: Loose<Contest>, isFaulty: (path: string) => boolean): Surroundings {
  const { contestants } = contest
  const everyGroupIsRead = contestants?.every(
    (contestant, index) => contestant && !isFaulty(`$.contestants[${index}].group`),
  )
  return {
    contestants: idsOf(contestants),
    groups: contest.groups === undefined && !isFaulty('$.groups') ? new Set() : idsOf(contest.groups),
    electorates: idsOf(contest.electorates),
    judges: new Set(
      contest.electorates?.flatMap((one) => (one?.role === 'judge' && one.id !== undefined ? one.id : [])),
    ),
    open: new Set(contest.electorates?.filter(isOpen).flatMap((electorate) => electorate?.id ?? [])),
    sizeOf: (group) => {
      if (!contestants) return null
      if (group === undefined) return contestants.length
      return everyGroupIsRead ? contestants.filter((contestant) => contestant?.group === group).length : null
    },
    isFaulty,
  }
}

const isOpen = (electorate: Loose<Electorate> | undefined): boolean => electorate?.admission === 'open'

function groupFaults(contestants: Loose<Contest>['contestants'], groups: Known): Fault[] {
  return (contestants ?? []).flatMap((contestant, index) =>
    unknownFaults(`$.contestants[${index}].group`, 'unknown-group', contestant?.group, groups),
  )
}

const streamAddress = /^(https?:\/\/[^\s/]\S*|\/\S*)$/

function streamFaults(stream: Loose<Contest>['stream'], isFaulty: (path: string) => boolean): Fault[] {
  if (!stream) return []
  const { kind, url, poster } = stream
  const [path, posterPath] = ['$.stream.url', '$.stream.poster']
  const faults = poster === undefined || isFaulty(posterPath) ? [] : addressFaults(poster, posterPath)
  if (isFaulty(path)) return faults
  if (url !== undefined) return [...faults, ...addressFaults(url, path)]
  const needsUrl = kind === 'hls' || kind === 'iframe'
  return needsUrl ? [...faults, fault(path, 'stream-without-address', { kind })] : faults
}

function addressFaults(address: string, path: string): Fault[] {
  if (!streamAddress.test(address)) return [fault(path, 'address-form')]
  return leadsWhereItSays(address) ? [] : [fault(path, 'misleading-address')]
}
