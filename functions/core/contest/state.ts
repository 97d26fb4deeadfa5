import type { OverlayPart, Turnout } from '#contract/live.ts'
import { genesis } from './log.ts'

/** A span `[opensAt, closesAt)` in which ballots are accepted; without an end it runs until somebody closes it. */
export type Window = { opensAt: string; closesAt: string | null }

type Opened = { attempt: number; buckets: number; windows: Window[] }

/** A round from its first opening on; one that was never opened has no state. */
export type RoundState =
  | { phase: 'waiting'; attempt: number }
  | (Opened & {
      phase: 'opened'
      /** Eligible voters per electorate when the window had closed and the roster grew afterwards. */
      eligible?: Record<string, number>
      sealRequested?: true
      revealed?: number
    })
  | (Opened & {
      phase: 'sealed' | 'published'
      version: number
      ballots: Turnout
      quorumMissed: string[]
      telling?: string[]
      /** Version of the log at the publication: tells which result was published last. */
      publishedIn?: number
      publishedVersion?: number
      /** A reveal had begun before the publication: until its last place is shown, the result is for the staff only. */
      revealFirst?: true
      revealed?: number
      comments?: string[]
    })

/** The fold of a contest's log: what every request looks at. */
export type ContestState = {
  /** How many events are folded in. */
  version: number
  /** Hash of the last event. */
  chain: string
  /** Time of the last event. */
  at: string
  /** Version at which the document in force was defined. */
  definition: number
  stage: { contestant: string; since: string } | null
  /** Tells a rehearsal from the one before it, whose id was the same; absent in a contest itself. */
  rehearsal?: string
  /** Parts of the stream overlay that are let through; absent until the console first says so. */
  overlay?: OverlayPart[]
  /** Rows on the roster per electorate. */
  eligible: Record<string, number>
  rounds: Record<string, RoundState>
  /** People whose code was issued anew: sessions of an earlier epoch are refused. */
  revoked: Record<string, { epoch: number; at: string }>
}

export const emptyState: ContestState = {
  version: 0,
  chain: genesis,
  at: '',
  definition: 0,
  stage: null,
  eligible: {},
  rounds: {},
  revoked: {},
}

/** A round whose ballots were recounted. */
export type SealedRound = Extract<RoundState, { phase: 'sealed' | 'published' }>

export type RoundStatus = 'waiting' | 'open' | 'closed' | 'sealed' | 'published'

/** The state of one round, also when it was never opened. */
export const roundState = (state: ContestState, round: string): RoundState =>
  (Object.hasOwn(state.rounds, round) ? state.rounds[round] : undefined) ?? { phase: 'waiting', attempt: 1 }

/** The window that was opened last. */
export function lastWindow(round: Extract<RoundState, { windows: Window[] }>): Window {
  const window = round.windows.at(-1)
  if (!window) throw new Error('an opened round has at least one window')
  return window
}

/** Whether a window takes a ballot that arrived at `at`: the opening instant belongs to it, the closing instant does not. */
export const isWithin = ({ opensAt, closesAt }: Window, at: string): boolean =>
  opensAt <= at && (closesAt === null || at < closesAt)

/** What people call the round at a given time. Time alone turns an open round into a closed one. */
export function statusAt(round: RoundState, now: string): RoundStatus {
  if (round.phase !== 'opened') return round.phase
  const { closesAt } = lastWindow(round)
  return closesAt === null || now < closesAt ? 'open' : 'closed'
}
