import { readBook, readConsole } from '#functions/routes.ts'
import { subscriptions } from '#functions/streams/subscriptions.ts'
import { defaultQuotas } from './sizing.ts'
import { busy, quotas, queryPageSeconds, settings } from './assumptions.ts'
import type { Heat } from './heat.ts'
import { type Crowd, type Load, sum } from './load.ts'
import { whole } from './tables.ts'

/** Something that gives way when too much is asked of it. */
export type Wall = {
  name: string
  need: number
  limit: number
  unit: string
  /** What moves it. */
  move: string
}

const seal = subscriptions.find((subscription) => subscription.function === 'seal-round')

/** All walls, the one that gives way first at the top. */
export function wallsOf(crowd: Crowd, load: Load, heat: Heat): Wall[] {
  return [
    ...requestWalls(load),
    ...tableWalls(load, heat),
    ...laterWalls(crowd),
    ...pushWalls(crowd, load),
  ].sort((one, other) => other.need / other.limit - one.need / one.limit)
}

function requestWalls({ rates, admitted, cdn, concurrency, sizing }: Load): Wall[] {
  const { rate = 0, burst = 0 } = sizing.throttles['cast-ballot'] ?? {}
  const lookups = sizing.throttles['read-ballot'] ?? { rate: 0, burst: 0 }
  return [
    {
      name: 'HTTP API, phones that look for their own ballot at the opening',
      need: rates.opening['read-ballot'],
      limit: lookups.rate + lookups.burst,
      unit: 'in a second',
      move: 'phones spread that look over half a minute; it holds up no ballot',
    },
    {
      name: 'HTTP API, ballots at the peak',
      need: rates.voting['cast-ballot'],
      limit: rate,
      unit: '/s',
      move: `quota “Throttle rate” (a burst of ${whole(burst)} comes on top; AWS sets it by the rate)`,
    },
    {
      name: 'Lambda, ballots that cold functions take at once',
      need: admitted.voting['cast-ballot'],
      limit: quotas.lambdaColdRate,
      unit: '/s',
      move: 'a rehearsal just before warms it',
    },
    {
      name: 'Lambda, requests a second of the account',
      need: Math.max(sum(admitted.opening), sum(admitted.voting)),
      limit: quotas.lambdaRatePerConcurrency * quotas.lambdaConcurrency,
      unit: '/s',
      move: 'quota “Concurrent executions”: ten requests a second for each',
    },
    {
      name: 'Lambda, concurrent while all functions are cold',
      need: Math.max(concurrency.coldOpening, concurrency.coldVoting),
      limit: quotas.lambdaConcurrency,
      unit: '',
      move: 'a rehearsal just before warms it; quota “Concurrent executions”',
    },
    {
      name: 'CloudFront, requests',
      need: cdn,
      limit: quotas.cdnRate,
      unit: '/s',
      move: 'quota “Requests per second per distribution”; push instead of polling',
    },
  ]
}

function tableWalls({ writes, tallies, headReads, rates }: Load, heat: Heat): Wall[] {
  return [
    {
      name: 'Ballots, writes of the table',
      need: writes.Ballots ?? 0,
      limit: defaultQuotas.tableWrites,
      unit: 'units/s',
      move: 'quota “Table-level write throughput”, then warm throughput by expectedVoters',
    },
    {
      name: 'Ballots, writes of the hottest partition',
      need: heat.perPartition.most,
      limit: quotas.partitionWrites,
      unit: '/s',
      move: 'warm throughput above the peak: expectedVoters larger than the audience',
    },
    {
      name: 'Tallies, writes of a contest',
      need: tallies.updatesPerSecond * tallies.unitsPerUpdate,
      limit: quotas.partitionWrites,
      unit: 'units/s',
      move: 'a batch window of a second or more for tally-ballots; a key per bucket',
    },
    {
      name: 'Tallies, reads of a contest',
      need: tallies.readsPerSecond,
      limit: quotas.partitionReads,
      unit: 'units/s',
      move: 'fewer tally items: a rollup, or larger buckets for wide contests',
    },
    {
      name: 'Contests, reads of the head',
      need: headReads,
      limit: quotas.partitionReads,
      unit: 'units/s',
      move: 'phones spread the look at their own ballot; read-ballot relies on the head it knows',
    },
    {
      name: 'Voters, writes of the roster index (one device per code)',
      need: rates.doors['open-session'],
      limit: quotas.partitionWrites,
      unit: '/s',
      move: 'an index that does not carry the device; doors open earlier',
    },
  ]
}

/** What comes after the vote: whole boxes read one page after the other, and a book answered in one piece. */
function laterWalls({ voters, weight }: Crowd): Wall[] {
  const reading = Math.ceil((voters * weight.ballot) / quotas.queryPageBytes) * queryPageSeconds
  return [
    {
      name: 'Seal, time to read the box',
      need: reading + voters * busy.record,
      limit: seal?.timeoutSeconds ?? 0,
      unit: 's',
      move: 'read buckets side by side; more memory, which is more processor',
    },
    {
      name: 'Console, time to see who has voted',
      need: 2 * reading + voters * busy.record,
      limit: readConsole.timeoutSeconds,
      unit: 's',
      move: 'turnout by unit from the tallies instead of the box',
    },
    {
      name: 'Book, bytes of the answer',
      // In base64, as every answer of a function that is no text.
      need: (voters * weight.bookLine * 4) / 3,
      limit: quotas.answerBytes,
      unit: 'B',
      move: `${readBook.function} answers with a place in the object store`,
    },
    {
      name: 'Roster, bytes of a page',
      need: Math.min(voters, settings.rosterPageRows) * settings.rosterRowBytes,
      limit: quotas.answerBytes,
      unit: 'B',
      move: 'nothing to do: a longer roster has more pages',
    },
  ]
}

function pushWalls({ voters, push }: Crowd, { deliveries }: Load): Wall[] {
  if (!push) return []
  return [
    {
      name: 'AppSync Events, deliveries',
      need: deliveries,
      limit: quotas.pushDeliveries,
      unit: '/s',
      move: 'push every two seconds; quota “Rate of outbound messages”',
    },
    {
      name: 'AppSync Events, all phones connect within a minute',
      need: voters / 60,
      limit: quotas.pushConnects,
      unit: '/s',
      move: 'nothing to do: phones poll until they are connected, and come back spread out',
    },
  ]
}
