import * as routeOf from '#functions/routes.ts'
import type { Route } from '#functions/routes.ts'
import type { TableName } from '#store/tables.ts'

/** Reads and writes a second (units of 4 kB and 1 kB) that a table serves at once, without having grown into it. */
export type WarmThroughput = { reads: number; writes: number }

/** Requests a second that go on for as long as it takes, and how many may come at the same instant on top. */
export type Throttle = { rate: number; burst: number }

/** What AWS grants an account in one region until it is asked for more (2026-11). */
export type Quotas = {
  /** HTTP API, all APIs of the account together, requests a second. */
  apiRate: number
  /** HTTP API, requests at the same instant. AWS sets it by the rate; nobody can ask for it alone. */
  apiBurst: number
  /** DynamoDB, reads and writes a second of one table. */
  tableReads: number
  tableWrites: number
}

export const defaultQuotas: Quotas = {
  apiRate: 10_000,
  apiBurst: 5_000,
  tableReads: 40_000,
  tableWrites: 40_000,
}

/** Regions of those that Leitai runs in whose gateways begin with a quarter. */
const smallRegions = ['af-south-1', 'eu-south-1']

export const quotasOf = (region: string): Quotas =>
  smallRegions.includes(region) ? { ...defaultQuotas, apiRate: 2_500, apiBurst: 1_250 } : defaultQuotas

/** What every on-demand table serves from its first second on. */
export const coldTable: WarmThroughput = { reads: 12_000, writes: 4_000 }

export type Sizing = {
  /** Per table; a table that is not named starts with what every on-demand table has. Once raised it cannot be lowered. */
  warmThroughput: Partial<Record<TableName, WarmThroughput>>
  /** Per route, by the name of its function. All of them together stay within the account's quota. */
  throttles: Record<Route['function'], Throttle>
  /** Most requests of one address in five minutes before the edge refuses it. */
  perAddress: {
    /** Of any kind, pages and pictures too. */
    all: number
    /** POST /api/sessions. */
    signIn: number
    /** Of …/ballot, for all who sit behind the address. */
    ballots: number
    /** GET …/live. */
    live: number
    /** What else anybody may read. */
    reads: number
    /** What staff does: everything else under /api that comes with a session or changes something. */
    office: number
  }
  /** Most ballots of one session in five minutes. */
  perSession: { ballots: number }
}

export const leastVoters = 1
export const mostVoters = 1_000_000

/**
 * What the deployment must be ready for when `expectedVoters` (1 to 1,000,000) take part in the largest round. Throws a RangeError
 * outside of that.
 *
 * Peaks are taken as if everybody voted within the same ten seconds, everybody looked up the own ballot in the ten seconds after the
 * opening, and everybody signed in within one minute: more than twice what is to be expected of a hall that is told "now".
 */
export function sizeFor(expectedVoters: number, quotas: Quotas = defaultQuotas): Sizing {
  if (!Number.isInteger(expectedVoters) || expectedVoters < leastVoters || expectedVoters > mostVoters)
    throw new RangeError(
      `expectedVoters must be a whole number from ${leastVoters} to ${mostVoters}, not ${expectedVoters}.`,
    )
  const throttles = throttlesFor(expectedVoters, quotas)
  return {
    warmThroughput: warmThroughputFor(expectedVoters, quotas),
    throttles,
    perAddress: perAddressFor(expectedVoters, throttles),
    perSession: { ballots: 300 },
  }
}

const votingSeconds = 10
const signInSeconds = 60

/** A ballot is one write and its lookup one read; a sign-in reads the code and the person and may write the device. */
function warmThroughputFor(voters: number, quotas: Quotas): Sizing['warmThroughput'] {
  const needed: Partial<Record<TableName, WarmThroughput>> = {
    Ballots: { reads: voters / votingSeconds, writes: voters / votingSeconds },
    Voters: { reads: (2 * voters) / signInSeconds, writes: voters / signInSeconds },
  }
  const isWarmEnough = ({ reads, writes }: WarmThroughput) =>
    reads <= coldTable.reads && writes <= coldTable.writes
  const warmed = ({ reads, writes }: WarmThroughput): WarmThroughput => ({
    reads: within(coldTable.reads, reads, quotas.tableReads),
    writes: within(coldTable.writes, writes, quotas.tableWrites),
  })
  return Object.fromEntries(
    Object.entries(needed).flatMap(([table, need]) =>
      isWarmEnough(need) ? [] : [[table, warmed(need)] as const],
    ),
  )
}

/**
 * What a route is to carry for so many voters, and the share of the account's quota that it may take at most. `least` is what it takes
 * in the smallest deployment too: throttles count all who come, before anybody's session is looked at, so a route that only carried its
 * own voters could be closed by one laptop.
 */
type Load = { perSecond: number; atOnce: number; share: number; least: Throttle }

/**
 * Voters' routes grow with the voters up to a share of the account's quota. The shares of all routes add up to less than one, so that
 * a flood on one of them leaves room for the others, and an organiser's close is never refused for want of room.
 */
function throttlesFor(voters: number, { apiRate, apiBurst }: Quotas): Sizing['throttles'] {
  return Object.fromEntries(
    routeOf.routes.map((route) => {
      const { perSecond, atOnce, share, least } = loadOf(route, voters)
      return [
        route.function,
        {
          rate: within(least.rate, perSecond, share * apiRate),
          burst: within(least.burst, atOnce, share * apiBurst),
        },
      ]
    }),
  )
}

function loadOf(route: Route, voters: number): Load {
  switch (route) {
    case routeOf.castBallot:
      return {
        perSecond: voters / votingSeconds,
        atOnce: voters,
        share: 0.55,
        least: { rate: 1_000, burst: 500 },
      }
    case routeOf.readBallot:
      return {
        perSecond: voters / votingSeconds,
        atOnce: voters,
        share: 0.08,
        least: { rate: 500, burst: 250 },
      }
    case routeOf.openSession:
      return {
        perSecond: voters / signInSeconds,
        atOnce: voters / votingSeconds,
        share: 0.06,
        least: { rate: 500, burst: 250 },
      }
    // The CDN asks for it once a second and edge location, however many look at it; what does not exist it asks for each time.
    case routeOf.readLive:
      return always(0.1)
    case routeOf.readContest:
    case routeOf.readInForce:
    case routeOf.readLog:
    case routeOf.readResult:
    case routeOf.readResults:
    case routeOf.readBook:
    case routeOf.readComments:
    case routeOf.readPreview:
    case routeOf.readOpenApi:
    case routeOf.readProposal:
      return always(0.015)
    // What a handful of organisers and observers ask for.
    default:
      return always(0.005)
  }
}

/** A route that takes its share, however many the voters are. */
const always = (share: number): Load => ({ perSecond: Infinity, atOnce: Infinity, share, least: none })
const none: Throttle = { rate: 0, burst: 0 }

/** The largest crowd that may stand behind one address: a hall's network, or a carrier's shared address. */
const largestHall = 10_000
const smallestHall = 100
const windowSeconds = 300
/** Of what a route takes, one address gets at most this much. */
const shareOfOne = 0.9

/**
 * A hall behind one address must pass while each of its people polls once a second and loads pages in between. Codes have 60 random
 * bits: at three sign-ins a person and window, an address would try for more than 300 years to hit one of a million codes.
 *
 * No address gets all that a route takes. Above 1,600 phones behind one address this bites where there is no push: then they poll every
 * two seconds, with push every fifteen.
 */
function perAddressFor(voters: number, throttles: Sizing['throttles']): Sizing['perAddress'] {
  const people = within(smallestHall, voters, largestHall)
  const pollsPerSecond = 1
  const pageLoads = 60
  const withinRoute = (name: string, wanted: number) =>
    within(1, wanted, shareOfOne * windowSeconds * (throttles[name]?.rate ?? 0))
  return {
    all: people * (windowSeconds * pollsPerSecond + pageLoads),
    signIn: withinRoute(routeOf.openSession.function, 3 * people),
    ballots: withinRoute(routeOf.readBallot.function, 12 * people),
    live: withinRoute(routeOf.readLive.function, 170 * people),
    reads: withinRoute(routeOf.readContest.function, 20 * people),
    office: withinRoute(routeOf.readConsole.function, 6_000),
  }
}

/** `value` rounded up, at least `least` and at most `most`. */
const within = (least: number, value: number, most: number): number =>
  Math.floor(Math.min(most, Math.max(least, Math.ceil(value))))
