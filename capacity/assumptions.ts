/**
 * Everything the model takes for granted, in one place. `(aws)`: published by AWS as of 2026-11, list prices of us-east-1 without any free
 * tier; other regions cost up to a third more. `(m)`: measured on this repository. `(assumed)`: nobody has measured it yet.
 */

/** The chance in the simulation: the same figures come out every time. */
export const seed = 20261120

/** (assumed) How a round goes. */
export const round = {
  seconds: 120,
  /** Everybody who may vote does, and one in ten changes the ballot once. */
  revisedShare: 0.1,
  /** Somebody who watches, per voter. */
  viewersPerVoter: 1,
  /** Most decide soon after the opening: half of these within `promptMedian` seconds (log-logistic, so that the peak comes a little earlier). */
  promptShare: 0.55,
  promptMedian: 12,
  promptShape: 3,
  /** Some wait for the countdown; the others are spread over the whole round. */
  lastShare: 0.15,
  lastSeconds: 10,
} as const

/** (assumed) The evening around it. */
export const evening = { rounds: 10, hours: 3, signInSeconds: 600 } as const

/** What the pages do; `web/state/live.svelte.ts` and `outbox.svelte.ts` say so. */
export const pages = {
  /** Seconds between two polls of one phone: without push, and while the push is delivered. */
  pollSeconds: 2,
  checkSeconds: 15,
  /** Within how many seconds of the opening all phones ask whether the server holds a ballot already. */
  lookupSeconds: { push: 1, poll: 2 },
  /** (m) Bytes of a page's first visit, and (assumed) requests for it. */
  visitBytes: 60_000,
  visitRequests: 20,
  /** (assumed) Bytes of an answer's headers, which is all of a 304. */
  headerBytes: 400,
} as const

/** What the deployment sets (`cdk/constructs/`, `functions/runtime/contests.ts`). */
export const settings = {
  pushSeconds: 1,
  /** Rows of the roster in one answer (`functions/api/read-roster.ts`), and (m) bytes of an ordinary one. */
  rosterPageRows: 2_500,
  rosterRowBytes: 96,
  memoryMb: 512,
  tallyMemoryMb: 1_769,
  /** How old the head may be that a warm function relies on. */
  headSeconds: 1,
  /** A ballot of somebody who is late makes the function read the head anew: (assumed) share of voters in the two seconds after the close. */
  lateShare: 0.02,
  lateSeconds: 2,
} as const

/** (assumed) Seconds that a function is busy with one request, with warm connections at 512 MB. A cold start comes on top. */
export const busy = {
  castBallot: 0.02,
  readBallot: 0.02,
  readLive: 0.03,
  openSession: 0.03,
  /** (aws) published and tried cold starts of Node 24 with one client. */
  coldStart: 0.4,
  /** One batch of tally-ballots: the way in, and one write per bucket side by side. */
  tallyBatch: 0.05,
  /** One ballot of a batch or of a whole box: (m) 25 µs on one core for unmarshalling, rules and book line; the client takes the rest. */
  record: 0.000_1,
  publish: 0.1,
} as const

/** (aws) Hops, seconds. */
export const hops = {
  gateway: { p50: 0.03, p99: 0.1 },
  stream: { p50: 0.213, p99: 0.552 },
  /** (assumed) From AppSync to the phone. */
  delivery: { p50: 0.1, p99: 0.4 },
} as const

/** (aws) Quotas of an account in one region, and limits of the services that nobody can raise. */
export const quotas = {
  cdnRate: 250_000,
  /** Concurrent executions; new accounts have fewer until they have used some. */
  lambdaConcurrency: 1_000,
  /** Requests a second per concurrent execution of the quota. */
  lambdaRatePerConcurrency: 10,
  /** Requests a second that one cold function takes at once, and how many more each second. */
  lambdaColdRate: 10_000,
  lambdaRampPerSecond: 1_000,
  partitionWrites: 1_000,
  partitionReads: 3_000,
  /** A page of a query, and an answer of a function. */
  queryPageBytes: 1_048_576,
  answerBytes: 6_291_456,
  streamPollsPerSecond: 4,
  pushDeliveries: 1_000_000,
  pushConnects: 2_000,
  pushEventBytes: 5_120,
} as const

/** (assumed) Seconds for a page of 1 MB of a query, one after the other, read into the function. */
export const queryPageSeconds = 0.08

/** (assumed) Regional caches of the CDN that ask the origin at the same time: an audience in one country has one to three. */
export const edgeLocations = 3

/** (aws) Prices in US dollars. */
export const prices = {
  cdnMillionRequests: 1,
  cdnGigabyte: 0.085,
  /** Out of AppSync, which does not compress. */
  transferGigabyte: 0.09,
  wafMillionRequests: 0.6,
  apiMillionRequests: 1,
  lambdaMillionRequests: 0.2,
  lambdaGigabyteSecond: 0.000_013_333_4,
  tableMillionWrites: 0.625,
  tableMillionReads: 0.125,
  pushMillionOperations: 1,
  pushMillionMinutes: 0.08,
  logGigabyte: 0.5,
  /** A month each. */
  webAcl: 5,
  wafRule: 1,
  alarm: 0.1,
  secret: 0.4,
  storedGigabyte: 0.25 + 0.2,
} as const

/** (assumed) Log lines of one request: the function's own, Lambda's report, the gateway's. */
export const logBytesPerRequest = 1_800

/** Rules of the firewall (`cdk/constructs/firewall.ts`), and (assumed) what lies in the tables between events. */
export const idle = { wafRules: 8, storedGigabytes: 0.1 } as const
