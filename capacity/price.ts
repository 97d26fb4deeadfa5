import { subscriptions } from '#functions/streams/subscriptions.ts'
import { tables } from '#store/tables.ts'
import {
  busy,
  evening,
  idle,
  logBytesPerRequest,
  pages,
  prices,
  quotas,
  round,
  settings,
} from './assumptions.ts'
import { readUnits, writeUnits } from './item-bytes.ts'
import { type Crowd, type Load, pollSeconds, viewersOf } from './load.ts'

/** US dollars by what they are paid for. */
export type Bill = {
  cdn: number
  api: number
  functions: number
  tables: number
  push: number
  logs: number
}

/** What a stretch of time uses. */
type Use = {
  cdnRequests: number
  cdnBytes: number
  apiRequests: number
  functionSeconds: number
  batchSeconds: number
  writes: number
  reads: number
  pushOperations: number
  pushBytes: number
  pushMinutes: number
}

const million = 1_000_000
const gigabyte = 1_073_741_824

const billOf = (use: Use, { firewall }: Crowd): Bill => ({
  cdn:
    (use.cdnRequests * (prices.cdnMillionRequests + (firewall ? prices.wafMillionRequests : 0))) / million +
    (use.cdnBytes * prices.cdnGigabyte) / gigabyte,
  api: (use.apiRequests * prices.apiMillionRequests) / million,
  functions:
    (use.apiRequests * prices.lambdaMillionRequests) / million +
    ((use.functionSeconds * settings.memoryMb + use.batchSeconds * settings.tallyMemoryMb) / 1_024) *
      prices.lambdaGigabyteSecond,
  tables: (use.writes * prices.tableMillionWrites + use.reads * prices.tableMillionReads) / million,
  push:
    (use.pushOperations * prices.pushMillionOperations + use.pushMinutes * prices.pushMillionMinutes) /
      million +
    (use.pushBytes * prices.transferGigabyte) / gigabyte,
  logs: (use.apiRequests * logBytesPerRequest * prices.logGigabyte) / gigabyte,
})

export const total = (bill: Bill): number => Object.values(bill).reduce((sum, dollars) => sum + dollars, 0)

/** One round, from the opening to the seal. */
export function roundBill(crowd: Crowd, { ballots, tallies }: Load): Bill {
  const { voters, push, weight } = crowd
  const polls = (viewersOf(voters) * round.seconds) / pollSeconds(push)
  const pushes = push ? (viewersOf(voters) * round.seconds) / settings.pushSeconds : 0
  const requests = ballots.total + voters
  const use: Use = {
    cdnRequests: polls + requests,
    cdnBytes: polls * (weight.live.gzip + pages.headerBytes) + requests * pages.headerBytes,
    apiRequests: requests,
    functionSeconds: ballots.total * busy.castBallot + voters * busy.readBallot,
    batchSeconds: tallies.batchesPerSecond * round.seconds * busy.tallyBatch + ballots.total * busy.record,
    writes:
      ballots.total * writeUnits(weight.ballot) +
      tallies.updatesPerSecond * round.seconds * tallies.unitsPerUpdate,
    // Lookups read the head and the ballot; the seal reads every ballot once.
    reads:
      voters * 2 + readUnits(ballots.total * weight.ballot, true) + tallies.readsPerSecond * round.seconds,
    pushOperations: pushes * Math.ceil(weight.live.raw / quotas.pushEventBytes),
    pushBytes: pushes * weight.live.raw,
    pushMinutes: 0,
  }
  return billOf(use, crowd)
}

/** An evening of ten rounds: sign-in, pages, and everybody connected for three hours. */
export function eveningBill(crowd: Crowd, load: Load): Bill {
  const { voters, push } = crowd
  const polls = (viewersOf(voters) * evening.hours * 3_600) / pollSeconds(push)
  const use: Use = {
    cdnRequests: polls + viewersOf(voters) * pages.visitRequests,
    cdnBytes: polls * pages.headerBytes + viewersOf(voters) * pages.visitBytes,
    apiRequests: voters,
    functionSeconds: voters * busy.openSession,
    batchSeconds: 0,
    writes: voters,
    reads: 3 * voters,
    pushOperations: push ? viewersOf(voters) : 0,
    pushBytes: 0,
    pushMinutes: push ? viewersOf(voters) * evening.hours * 60 : 0,
  }
  const around = billOf(use, crowd)
  const rounds = roundBill(crowd, load)
  const sum = (name: keyof Bill) => around[name] + evening.rounds * rounds[name]
  return {
    cdn: sum('cdn'),
    api: sum('api'),
    functions: sum('functions'),
    tables: sum('tables'),
    push: sum('push'),
    logs: sum('logs'),
  }
}

/** A month in which nobody comes. */
export const idleBill = (firewall: boolean): number =>
  (firewall ? prices.webAcl + idle.wafRules * prices.wafRule : 0) +
  alarmMetrics() * prices.alarm +
  2 * prices.secret +
  idle.storedGigabytes * prices.storedGigabyte

/** An alarm costs as much as the metrics it looks at; `cdk/constructs/alarms.ts` sets two per consumer of a stream, one of two per table, and six. */
export function alarmMetrics(): number {
  const consumers = new Set(subscriptions.map((subscription) => subscription.function))
  return 2 * consumers.size + 2 * Object.keys(tables).length + 6
}
