import type { TableName } from '#store/tables.ts'
import { marksPerUpdate } from '#store/tallies.ts'
import { subscriptions } from '#functions/streams/subscriptions.ts'
import { coldTable, sizeFor, type Sizing } from './sizing.ts'
import { arrivals } from './arrivals.ts'
import { busy, edgeLocations, evening, hops, pages, quotas, round, settings } from './assumptions.ts'
import { readUnits, writeUnits } from './item-bytes.ts'
import type { Weight } from './samples.ts'

export type Crowd = {
  voters: number
  push: boolean
  /** Whether every request passes the firewall at the edge. */
  firewall: boolean
  weight: Weight
  buckets: number
  /** How long a batch of tally-ballots may wait to fill, seconds. */
  tallyWindow: number
}

/** Requests a second of one function. */
export type Rates = Record<'cast-ballot' | 'read-ballot' | 'read-live' | 'open-session', number>

/** What a round asks of every hop in the second that asks the most of it. */
export type Load = {
  sizing: Sizing
  ballots: { total: number; peak: number }
  /** The moment of the opening, when phones ask for their own ballot, the busiest second of voting, and the doors before. */
  rates: { opening: Rates; voting: Rates; doors: Rates }
  cdn: number
  /** What the throttles let through of it. */
  admitted: { opening: Rates; voting: Rates }
  /** Concurrent executions, all warm, and while every one of them has still to start. */
  concurrency: { voting: number; opening: number; coldOpening: number; coldVoting: number }
  writes: Partial<Record<TableName, number>>
  tallies: {
    shards: number
    batchesPerSecond: number
    recordsPerBatch: number
    updatesPerSecond: number
    unitsPerUpdate: number
    /** Read units of one live document, and of all of them a second. */
    readUnits: number
    readsPerSecond: number
  }
  /** Read units a second of the contest's head. */
  headReads: number
  /** Seconds from the receipt to the viewers. */
  lag: { p50: number; p99: number }
  deliveries: number
}

const tallyBallots = subscriptions.find((subscription) => subscription.function === 'tally-ballots')
if (!tallyBallots) throw new Error('nobody counts the ballots')
const { batchSize, batchWindowSeconds } = tallyBallots

/** The window that the deployment has. */
export const realTallyWindow = batchWindowSeconds

export function loadOf(crowd: Crowd): Load {
  const { voters, push, weight } = crowd
  const sizing = sizeFor(voters)
  const peak = Math.max(...arrivals(voters))
  const rates = ratesOf(voters, push, peak)
  const admitted = {
    opening: throttled(rates.opening, sizing),
    voting: throttled(rates.voting, sizing),
  }
  const tallies = talliesOf(crowd, peak, sizing)
  const late = (voters * settings.lateShare) / settings.lateSeconds
  return {
    sizing,
    ballots: { total: voters * (1 + round.revisedShare), peak },
    rates,
    cdn: Math.max(sum(rates.voting), sum(rates.opening)) + viewersOf(voters) / pollSeconds(push),
    admitted,
    concurrency: {
      voting: busyWith(admitted.voting),
      opening: busyWith(admitted.opening),
      coldVoting: busyWith(admitted.voting, busy.coldStart),
      coldOpening: busyWith(admitted.opening, busy.coldStart),
    },
    writes: {
      Ballots: peak * writeUnits(weight.ballot),
      Tallies: tallies.updatesPerSecond * tallies.unitsPerUpdate,
      Voters: rates.doors['open-session'],
    },
    tallies,
    headReads:
      readUnits(weight.head, true) *
      Math.max(
        admitted.opening['read-ballot'] + busyWith(admitted.opening) / settings.headSeconds,
        busyWith(admitted.voting) / settings.headSeconds,
        late,
      ),
    lag: lagOf(tallies, crowd),
    deliveries: push ? viewersOf(voters) / settings.pushSeconds : 0,
  }
}

export const viewersOf = (voters: number): number => voters * round.viewersPerVoter
export const pollSeconds = (push: boolean): number => (push ? pages.checkSeconds : pages.pollSeconds)

function ratesOf(voters: number, push: boolean, peak: number): Load['rates'] {
  const nothing: Rates = { 'cast-ballot': 0, 'read-ballot': 0, 'read-live': edgeLocations, 'open-session': 0 }
  const lookups = voters / pages.lookupSeconds[push ? 'push' : 'poll']
  return {
    opening: { ...nothing, 'read-ballot': lookups },
    voting: { ...nothing, 'cast-ballot': peak },
    // Twice the mean, because people come in waves.
    doors: { ...nothing, 'open-session': (2 * voters) / evening.signInSeconds },
  }
}

/** What passes in the first second: what may come at once, and what may go on coming. */
function throttled(rates: Rates, { throttles }: Sizing): Rates {
  const most = (name: string) => (throttles[name]?.rate ?? 0) + (throttles[name]?.burst ?? 0)
  return {
    'cast-ballot': Math.min(rates['cast-ballot'], most('cast-ballot')),
    'read-ballot': Math.min(rates['read-ballot'], most('read-ballot')),
    'read-live': Math.min(rates['read-live'], most('read-live')),
    'open-session': Math.min(rates['open-session'], most('open-session')),
  }
}

/** Functions at work at the same time: requests a second times seconds each is busy. */
const busyWith = (rates: Rates, extra = 0): number =>
  rates['cast-ballot'] * (busy.castBallot + extra) +
  rates['read-ballot'] * (busy.readBallot + extra) +
  rates['read-live'] * (busy.readLive + extra) +
  rates['open-session'] * (busy.openSession + extra)

/** One shard per partition of the table, one batch at a time per shard, in it one or more updates per bucket. */
function talliesOf({ buckets, weight, tallyWindow }: Crowd, peak: number, sizing: Sizing): Load['tallies'] {
  const writes = sizing.warmThroughput.Ballots?.writes ?? coldTable.writes
  const shards = Math.min(buckets, Math.ceil(writes / quotas.partitionWrites))
  const perShard = peak / shards
  const polls = Math.min(quotas.streamPollsPerSecond, 1 / tallyWindow)
  const batches = Math.min(perShard, Math.max(polls, perShard / batchSize))
  const records = perShard / batches
  const bucketsHere = buckets / shards
  const touched = bucketsHere * (1 - (1 - 1 / bucketsHere) ** records)
  const marks = Math.min(weight.tally.marks, (records / touched) * weight.tally.marksPerBallot)
  const units = readUnits(weight.head, true) + readUnits(buckets * weight.tally.bytes, false)
  return {
    shards,
    batchesPerSecond: shards * batches,
    recordsPerBatch: records,
    updatesPerSecond: shards * batches * touched * Math.ceil(marks / marksPerUpdate),
    unitsPerUpdate: writeUnits(weight.tally.bytes),
    readUnits: units,
    // The poll through every edge location, and the push that the Tallies wake.
    readsPerSecond: units * (edgeLocations + 1 / settings.pushSeconds),
  }
}

function lagOf({ recordsPerBatch }: Load['tallies'], { push, tallyWindow }: Crowd): Load['lag'] {
  const lag = (percentile: 'p50' | 'p99', share: number) =>
    hops.stream[percentile] +
    share * tallyWindow +
    busy.tallyBatch +
    busy.record * recordsPerBatch +
    (push
      ? hops.stream[percentile] + share * settings.pushSeconds + busy.publish + hops.delivery[percentile]
      : share * (pages.pollSeconds + 1) + hops.gateway[percentile])
  return { p50: lag('p50', 0.5), p99: lag('p99', 1) }
}

export const sum = (rates: Rates): number => Object.values(rates).reduce((all, rate) => all + rate, 0)
